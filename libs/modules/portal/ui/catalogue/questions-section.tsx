'use client';

import { ActionIcon, Anchor, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState, Section, useReady } from '@kelp/ui';
import type { RequestField } from '../../requests/contract';
import { conditionsOf } from './form-draft';
import { QuestionDialog } from './question-dialog';
import { t } from './strings';

function factsOf(field: RequestField, earlier: readonly RequestField[]): string {
  const { kind, isRequired, onlyIf, options } = field;
  const condition = conditionsOf(earlier, t('yes'), t('no')).find(
    (one) => one.field.key === onlyIf?.key && one.value === onlyIf.value,
  );
  return [
    options.length > 0 ? `${t(`kind.${kind}`)}: ${options.map(({ label }) => label).join(', ')}` : t(`kind.${kind}`),
    isRequired && t('question.isRequired'),
    onlyIf &&
      (condition
        ? t('question.onlyIf', { label: condition.field.label, answer: condition.words })
        : t('question.lost')),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The questions of a form in their order. */
export function QuestionsSection({
  fields,
  mayChange,
  onChange,
}: {
  fields: readonly RequestField[];
  mayChange: boolean;
  onChange: (fields: RequestField[]) => void;
}) {
  const isReady = useReady();
  const [edited, setEdited] = useState<number | null>(null);
  const question = edited === null ? null : (fields[edited] ?? null);

  function move(at: number, by: 1 | -1) {
    const next = [...fields];
    const [one] = next.splice(at, 1);
    if (one) next.splice(at + by, 0, one);
    onChange(next);
  }

  const add = mayChange && (
    <Button size="xs" variant="default" disabled={!isReady} onClick={() => setEdited(fields.length)}>
      {t('question.new')}
    </Button>
  );
  return (
    <Section title={t('questions')} actions={add}>
      {fields.length === 0 && <EmptyState title={t('questions.empty')} text={t('questions.emptyText')} />}
      <ol className="kelp-rq-questions">
        {fields.map((field, at) => (
          <li key={field.key}>
            <span className="kelp-rq-question">
              {mayChange ? (
                <Anchor component="button" type="button" ta="start" fw={500} onClick={() => setEdited(at)}>
                  {field.label}
                </Anchor>
              ) : (
                <strong>{field.label}</strong>
              )}
              <span className="kelp-muted">{factsOf(field, fields.slice(0, at))}</span>
            </span>
            {mayChange && (
              <RowActs
                at={at}
                name={field.label}
                count={fields.length}
                move={move}
                onRemove={() => onChange(fields.filter((_, one) => one !== at))}
              />
            )}
          </li>
        ))}
      </ol>
      {edited !== null && (
        <QuestionDialog
          question={question}
          earlier={fields.slice(0, edited)}
          others={fields.filter((_, at) => at !== edited)}
          onDone={(done) =>
            onChange(question ? fields.map((one, at) => (at === edited ? done : one)) : [...fields, done])
          }
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}

function RowActs({
  at,
  name,
  count,
  move,
  onRemove,
}: {
  at: number;
  name: string;
  count: number;
  move: (at: number, by: 1 | -1) => void;
  onRemove: () => void;
}) {
  return (
    <span className="kelp-rq-acts">
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('question.up', { name })}
        disabled={at === 0}
        onClick={() => move(at, -1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('question.down', { name })}
        disabled={at === count - 1}
        onClick={() => move(at, 1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label={t('question.remove', { name })} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </span>
  );
}
