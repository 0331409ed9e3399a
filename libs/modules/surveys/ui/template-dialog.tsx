'use client';

import { Checkbox, Group, NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createSurveyTemplate, updateSurveyTemplate, type SurveyLanguage, type SurveyTemplate } from '../contract';
import { ratingsOf, surveyKinds, type SurveyKind } from '../domain/scales';
import { t } from './strings';
import { useRefreshSurveys } from './survey-queries';
import { ratingLabel } from './survey-marks';
import {
  draftOf,
  inputOf,
  withGerman,
  withKind,
  withoutQuestion,
  withQuestion,
  type TemplateDraft,
} from './template-draft';
import { TemplatePreview } from './template-preview';
import { TemplateWords } from './template-words';

type Put = (change: Partial<TemplateDraft>) => void;

function FollowUpField({ draft, put, error }: { draft: TemplateDraft; put: Put; error: string | undefined }) {
  const { kind, followUpAt } = draft;
  const choices = ratingsOf(kind)
    .slice(0, -1)
    .map((rating) => ({ value: String(rating), label: t('template.upTo', { rating: ratingLabel(kind, rating) }) }));
  return (
    <Select
      label={t('template.followUp')}
      description={t('template.followUpHint')}
      data={[{ value: '', label: t('template.noFollowUp') }, ...choices]}
      value={followUpAt === null ? '' : String(followUpAt)}
      onChange={(value) => put({ followUpAt: value ? Number(value) : null })}
      allowDeselect={false}
      error={error}
    />
  );
}

function Facts({ draft, put, wasDefault }: { draft: TemplateDraft; put: Put; wasDefault: boolean }) {
  return (
    <>
      <NumberInput
        label={t('template.openDays')}
        description={t('template.openDaysHint')}
        min={1}
        max={365}
        allowDecimal={false}
        value={draft.openDays}
        onChange={(value) => put({ openDays: Number(value) })}
      />
      <Checkbox
        label={t('template.consent')}
        checked={draft.asksConsent}
        onChange={(event) => put({ asksConsent: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('template.default')}
        description={wasDefault ? t('template.defaultStays') : undefined}
        checked={draft.isDefault}
        disabled={wasDefault}
        onChange={(event) => put({ isDefault: event.currentTarget.checked })}
      />
      <Switch
        label={t('template.enabled')}
        checked={draft.isEnabled}
        onChange={(event) => put({ isEnabled: event.currentTarget.checked })}
      />
    </>
  );
}

/** Makes a template, or changes one, with what it will look like beside it. */
export function TemplateDialog({ template, onClose }: { template: SurveyTemplate | null; onClose: () => void }) {
  const refresh = useRefreshSurveys();
  const [draft, setDraft] = useState(() => draftOf(template));
  const [language, setLanguage] = useState<SurveyLanguage>('en');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const put: Put = (change) => setDraft((before) => ({ ...before, ...change }));
  const words = draft[language] ?? draft.en;

  async function submit() {
    setWrong({});
    const input = inputOf(draft);
    if (template) await call(updateSurveyTemplate, { id: template.id, version: template.version, ...input });
    else await call(createSurveyTemplate, input);
    toastSuccess(t('template.saved', { name: input.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={template ? t('template.change') : t('template.new')}
      submitLabel={template ? t('save') : t('template.create')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={setWrong}
      onClose={onClose}
    >
      <TextInput
        label={t('template.name')}
        required
        data-autofocus
        maxLength={100}
        value={draft.name}
        onChange={(event) => put({ name: event.currentTarget.value })}
        error={wrong['name']}
      />
      <Select
        label={t('template.kind')}
        description={template && template.sent > 0 ? t('template.kindStays') : undefined}
        data={surveyKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={draft.kind}
        onChange={(value) => setDraft((before) => withKind(before, value as SurveyKind))}
        allowDeselect={false}
        disabled={template !== null && template.sent > 0}
      />
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          aria-label={t('template.language')}
          value={draft[language] ? language : 'en'}
          onChange={(value) => setLanguage(value as SurveyLanguage)}
          data={[
            { value: 'en', label: t('language.en') },
            { value: 'de', label: t('language.de'), disabled: draft.de === null },
          ]}
        />
        <Checkbox
          label={t('template.speaksGerman')}
          checked={draft.de !== null}
          onChange={(event) => {
            const speaks = event.currentTarget.checked;
            setDraft((before) => withGerman(before, speaks));
            setLanguage(speaks ? 'de' : 'en');
          }}
        />
      </Group>
      <TemplateWords
        words={words}
        onChange={(changed) => put({ [draft[language] ? language : 'en']: changed })}
        onAdd={() => setDraft(withQuestion)}
        onDrop={(at) => setDraft((before) => withoutQuestion(before, at))}
      />
      <TemplatePreview kind={draft.kind} words={words} />
      <FollowUpField draft={draft} put={put} error={wrong['followUpAt']} />
      <Facts draft={draft} put={put} wasDefault={template?.isDefault ?? false} />
    </FormDialog>
  );
}
