'use client';

import { NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createSurveyTrigger, triggerKinds, updateSurveyTrigger, type SurveyTrigger } from '../contract';
import { t } from './strings';
import { useRefreshSurveys, useSurveyTemplates } from './survey-queries';
import { TriggerConditions } from './trigger-conditions';
import { TriggerContacts } from './trigger-contacts';

const noConditions = { boardIds: [], statusIds: [], priorityIds: [], clientTagIds: [] };

type Draft = Pick<SurveyTrigger, 'name' | 'kind' | 'conditions' | 'throttleDays' | 'contacts' | 'isActive'> & {
  templateId: string | null;
  everyDays: number;
};

const draftOf = (trigger: SurveyTrigger | null): Draft => ({
  name: trigger?.name ?? '',
  kind: trigger?.kind ?? 'ticket_closed',
  conditions: trigger?.conditions ?? noConditions,
  throttleDays: trigger?.throttleDays ?? 7,
  contacts: trigger?.contacts ?? [],
  isActive: trigger?.isActive ?? true,
  templateId: trigger?.template?.id ?? null,
  everyDays: trigger?.everyDays ?? 90,
});

const inputOf = ({ kind, contacts, everyDays, conditions, ...rest }: Draft) => ({
  ...rest,
  conditions: kind === 'interval' ? noConditions : conditions,
  everyDays: kind === 'interval' ? everyDays : null,
  contactIds: kind === 'interval' ? contacts.map(({ id }) => id) : [],
});

type Put = (change: Partial<Draft>) => void;

function When({ draft, put, error }: { draft: Draft; put: Put; error: string | undefined }) {
  if (draft.kind === 'ticket_closed')
    return <TriggerConditions value={draft.conditions} onChange={(conditions) => put({ conditions })} />;
  return (
    <>
      <NumberInput
        label={t('trigger.every')}
        min={1}
        max={730}
        allowDecimal={false}
        value={draft.everyDays}
        onChange={(value) => put({ everyDays: Number(value) })}
        error={error}
      />
      <TriggerContacts value={draft.contacts} onChange={(contacts) => put({ contacts })} />
    </>
  );
}

/** Makes a trigger, or changes one. */
export function TriggerDialog({ trigger, onClose }: { trigger: SurveyTrigger | null; onClose: () => void }) {
  const refresh = useRefreshSurveys();
  const templates = useSurveyTemplates().data?.rows ?? [];
  const [draft, setDraft] = useState(() => draftOf(trigger));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const put: Put = (change) => setDraft((before) => ({ ...before, ...change }));

  async function submit() {
    setWrong({});
    const input = inputOf(draft);
    if (trigger) await call(updateSurveyTrigger, { id: trigger.id, version: trigger.version, ...input });
    else await call(createSurveyTrigger, { kind: draft.kind, ...input });
    toastSuccess(t('trigger.saved', { name: draft.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={trigger ? t('trigger.change') : t('trigger.new')}
      submitLabel={trigger ? t('save') : t('trigger.create')}
      onSubmit={submit}
      onFieldErrors={setWrong}
      onClose={onClose}
    >
      <TextInput
        label={t('trigger.name')}
        required
        data-autofocus
        maxLength={100}
        value={draft.name}
        onChange={(event) => put({ name: event.currentTarget.value })}
        error={wrong['name']}
      />
      {!trigger && (
        <SegmentedControl
          aria-label={t('trigger.kind')}
          value={draft.kind}
          onChange={(value) => put({ kind: value as Draft['kind'] })}
          data={triggerKinds.map((value) => ({ value, label: t(`trigger.kind.${value}`) }))}
        />
      )}
      <Select
        label={t('trigger.template')}
        data={[
          { value: '', label: t('trigger.defaultTemplate') },
          ...templates.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={draft.templateId ?? ''}
        onChange={(value) => put({ templateId: value || null })}
        allowDeselect={false}
      />
      <When draft={draft} put={put} error={wrong['everyDays']} />
      <NumberInput
        label={t('trigger.throttle')}
        description={t('trigger.throttleHint')}
        min={0}
        max={365}
        allowDecimal={false}
        value={draft.throttleDays}
        onChange={(value) => put({ throttleDays: Number(value) })}
      />
      <Switch
        label={t('trigger.active')}
        checked={draft.isActive}
        onChange={(event) => put({ isActive: event.currentTarget.checked })}
      />
    </FormDialog>
  );
}
