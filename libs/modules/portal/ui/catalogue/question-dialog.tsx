'use client';

import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { invalidFields } from '@kelp/std';
import { FormDialog } from '@kelp/ui';
import type { RequestField } from '../../requests/contract';
import { formKinds, type FormKind } from '../../requests/domain/form';
import { conditionsOf, freshKey, optionsOf } from './form-draft';
import { t } from './strings';

const choosing: readonly FormKind[] = ['select', 'multi_select'];
const blank: RequestField = {
  key: '',
  label: '',
  hint: '',
  kind: 'text',
  options: [],
  isRequired: false,
  onlyIf: null,
};

/** A new question, or one that is there, as the form will have it once it is saved. */
export function QuestionDialog({
  question,
  earlier,
  others,
  onDone,
  onClose,
}: {
  question: RequestField | null;
  earlier: readonly RequestField[];
  others: readonly RequestField[];
  onDone: (question: RequestField) => void;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState(question ?? blank);
  const [lines, setLines] = useState((question?.options ?? []).map(({ label }) => label).join('\n'));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const put = (part: Partial<RequestField>) => setDraft((before) => ({ ...before, ...part }));
  const hasOptions = choosing.includes(draft.kind);

  async function submit() {
    const options = hasOptions ? optionsOf(lines, draft.options) : [];
    const faults = {
      ...(draft.label.trim() === '' ? { label: t('question.noLabel') } : {}),
      ...(hasOptions && options.length === 0 ? { options: t('question.noOptions') } : {}),
    };
    if (Object.keys(faults).length > 0) throw invalidFields(faults);
    const label = draft.label.trim();
    onDone({ ...draft, label, options, key: draft.key || freshKey(label, others) });
  }

  return (
    <FormDialog
      title={t(question ? 'question.change' : 'question.new')}
      submitLabel={t('question.done')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={setWrong}
      onClose={onClose}
    >
      <TextInput
        label={t('question.label')}
        required
        data-autofocus
        maxLength={80}
        value={draft.label}
        onChange={(event) => put({ label: event.currentTarget.value })}
        error={wrong['label']}
      />
      <Select
        label={t('question.kind')}
        data={formKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        allowDeselect={false}
        value={draft.kind}
        onChange={(kind) => put({ kind: (kind ?? draft.kind) as FormKind })}
      />
      {hasOptions && (
        <Textarea
          label={t('question.options')}
          description={t('question.optionsHint')}
          required
          autosize
          minRows={3}
          maxRows={12}
          value={lines}
          onChange={(event) => setLines(event.currentTarget.value)}
          error={wrong['options']}
        />
      )}
      <TextInput
        label={t('question.hint')}
        maxLength={300}
        value={draft.hint}
        onChange={(event) => put({ hint: event.currentTarget.value })}
      />
      <Checkbox
        label={t('question.required')}
        checked={draft.isRequired}
        onChange={(event) => put({ isRequired: event.currentTarget.checked })}
      />
      <Condition value={draft.onlyIf} earlier={earlier} onChange={(onlyIf) => put({ onlyIf })} />
    </FormDialog>
  );
}

function Condition({
  value,
  earlier,
  onChange,
}: {
  value: RequestField['onlyIf'];
  earlier: readonly RequestField[];
  onChange: (value: RequestField['onlyIf']) => void;
}) {
  const conditions = conditionsOf(earlier, t('yes'), t('no'));
  if (conditions.length === 0 && !value) return null;
  const chosen = conditions.findIndex((one) => one.field.key === value?.key && one.value === value.value);
  return (
    <Select
      label={t('question.when')}
      description={t('question.whenHint')}
      placeholder={t('question.always')}
      clearable
      data={conditions.map(({ field, words }, at) => ({
        value: String(at),
        label: t('question.onlyIf', { label: field.label, answer: words }),
      }))}
      value={chosen === -1 ? null : String(chosen)}
      onChange={(at) => {
        const one = at === null ? undefined : conditions[Number(at)];
        onChange(one ? { key: one.field.key, value: one.value } : null);
      }}
    />
  );
}
