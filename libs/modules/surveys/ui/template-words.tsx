'use client';

import { ActionIcon, Button, Group, Textarea, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { SurveyWords } from '../contract';
import { t } from './strings';

interface TemplateWordsProps {
  words: SurveyWords;
  onChange: (words: SurveyWords) => void;
  onAdd: () => void;
  onDrop: (at: number) => void;
}

/** The words of a survey in one language. */
export function TemplateWords({ words, onChange, onAdd, onDrop }: TemplateWordsProps) {
  const put = (change: Partial<SurveyWords>) => onChange({ ...words, ...change });
  return (
    <>
      <TextInput
        label={t('words.prompt')}
        required
        maxLength={200}
        value={words.prompt}
        onChange={(event) => put({ prompt: event.currentTarget.value })}
      />
      <Group grow gap="sm">
        <TextInput
          label={t('words.low')}
          required
          maxLength={40}
          value={words.low}
          onChange={(event) => put({ low: event.currentTarget.value })}
        />
        <TextInput
          label={t('words.high')}
          required
          maxLength={40}
          value={words.high}
          onChange={(event) => put({ high: event.currentTarget.value })}
        />
      </Group>
      {words.further.map((question, at) => (
        <TextInput
          key={at}
          label={t('words.further', { n: at + 2 })}
          required
          maxLength={200}
          value={question}
          onChange={(event) =>
            put({ further: words.further.map((one, place) => (place === at ? event.currentTarget.value : one)) })
          }
          rightSection={
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('words.drop', { n: at + 2 })}
              onClick={() => onDrop(at)}
            >
              <IconX size={16} />
            </ActionIcon>
          }
        />
      ))}
      {words.further.length < 2 && (
        <Group>
          <Button size="xs" variant="default" onClick={onAdd}>
            {t('words.add')}
          </Button>
        </Group>
      )}
      <TextInput
        label={t('words.comment')}
        required
        maxLength={200}
        value={words.commentPrompt}
        onChange={(event) => put({ commentPrompt: event.currentTarget.value })}
      />
      <Textarea
        label={t('words.thanks')}
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={words.thanks}
        onChange={(event) => put({ thanks: event.currentTarget.value })}
      />
    </>
  );
}
