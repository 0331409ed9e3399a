'use client';

import { Group, Stack, Text, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { useRef, type FocusEvent } from 'react';
import type { z } from '@kelp/kernel/contract';
import type { getEmailTemplate } from '../contract';
import { t } from './strings';
import type { TemplateText } from './template-compare';

type Variable = z.output<typeof getEmailTemplate.output>['variables'][number];
type Field = HTMLInputElement | HTMLTextAreaElement;

interface Props {
  draft: TemplateText;
  variables: readonly Variable[];
  isReadOnly: boolean;
  onChange: (draft: TemplateText) => void;
}

const mono = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } };

/** How a variable stands in a text; what is within a list is named from inside its `each`. */
function written({ name, type }: Variable): string {
  const within = name.split('[].').at(-1) ?? name;
  if (type === 'list') return `{{#each ${within}}}\n{{/each}}`;
  return name.includes('[].') ? `{{this.${within}}}` : `{{${within}}}`;
}

/** Subject, HTML and plain text; a press on a variable puts it where the cursor was last. */
export function TemplateFields({ draft, variables, isReadOnly, onChange }: Props) {
  const last = useRef<{ part: keyof TemplateText; field: Field } | null>(null);
  const field = (part: keyof TemplateText) => ({
    value: draft[part],
    readOnly: isReadOnly,
    onFocus: (event: FocusEvent<Field>) => (last.current = { part, field: event.currentTarget }),
    onChange: (event: { currentTarget: Field }) => onChange({ ...draft, [part]: event.currentTarget.value }),
  });

  function insert(variable: Variable) {
    const { part, field: target } = last.current ?? { part: 'html' as const, field: null };
    const [from, to] = [target?.selectionStart ?? draft[part].length, target?.selectionEnd ?? draft[part].length];
    onChange({ ...draft, [part]: `${draft[part].slice(0, from)}${written(variable)}${draft[part].slice(to)}` });
    target?.focus();
  }

  return (
    <Stack gap="sm">
      <TextInput label={t('template.subject')} maxLength={300} {...field('subject')} />
      <Textarea
        label={t('template.html')}
        autosize
        minRows={8}
        maxRows={22}
        spellCheck={false}
        styles={mono}
        {...field('html')}
      />
      <Textarea
        label={t('template.plain')}
        description={t('template.plainHint')}
        autosize
        minRows={6}
        maxRows={18}
        styles={mono}
        {...field('text')}
      />
      <Text size="sm" c="dimmed" component="div">
        {t('template.variables')}
        <Group gap={6} mt={4}>
          {variables.map((variable) => (
            <UnstyledButton
              key={variable.name}
              className="kelp-variable"
              disabled={isReadOnly || variable.type === 'group'}
              aria-label={t('template.insert', { name: variable.name })}
              title={variable.example}
              onClick={() => insert(variable)}
            >
              <code>{variable.name}</code> {t(`template.type.${variable.type}`)}
            </UnstyledButton>
          ))}
        </Group>
      </Text>
    </Stack>
  );
}
