'use client';

import { Select, TextInput } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Dialog, ErrorState, FormDialog, PageLoading, toastSuccess } from '@kelp/ui';
import { createSlaPolicy, updateSlaPolicy } from '../contract';
import { changesOf, draftOf, type PolicyDraft } from './policy-draft';
import { EditionList } from './edition-list';
import { PolicyRules } from './policy-rules';
import { PolicyTargets } from './policy-targets';
import {
  useCalendars,
  useDesk,
  useMay,
  usePolicy,
  useRefreshSla,
  type CalendarRow,
  type Policy,
  type Priority,
} from './sla-settings-queries';
import { t } from './strings';

const BackTest = lazy(() => import('./back-test').then((part) => ({ default: part.BackTest })));

interface FormProps {
  policy: Policy | null;
  calendars: readonly CalendarRow[];
  priorities: readonly Priority[];
  people: readonly { id: string; name: string }[];
  onClose: () => void;
}

const triedOf = (policyId: string, { calendarId, targets, settings }: PolicyDraft) => ({
  policyId,
  calendarId,
  targets,
  settings,
});

async function save(policy: Policy | null, draft: PolicyDraft): Promise<void> {
  const { name, calendarId, targets, rules, settings } = draft;
  if (!policy) await call(createSlaPolicy, { name, calendarId, targets, rules, settings });
  else await call(updateSlaPolicy, { id: policy.id, version: policy.version, ...changesOf(policy, draft) });
}

function PolicyForm({ policy, calendars, priorities, people, onClose }: FormProps) {
  const refresh = useRefreshSla();
  const mayChange = useMay()(policy ? 'sla_policy.update' : 'sla_policy.create');
  const [draft, setDraft] = useState(() => draftOf(policy, calendars[0]?.id ?? ''));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const set = (part: Partial<PolicyDraft>) => setDraft((current) => ({ ...current, ...part }));

  async function submit() {
    if (!mayChange) return;
    await save(policy, draft);
    toastSuccess(t('policy.saved', { name: draft.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={policy ? policy.name : t('policy.new')}
      submitLabel={t(mayChange ? (policy ? 'settings.save' : 'policy.create') : 'settings.done')}
      size="xl"
      onSubmit={submit}
      onFieldErrors={setFaults}
      onClose={onClose}
    >
      <TextInput
        label={t('policy.name')}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={faults['name']}
        maxLength={200}
        readOnly={!mayChange}
        required
        data-autofocus
      />
      <Select
        label={t('policy.calendar')}
        description={t('policy.calendarHint')}
        data={calendars.map(({ id, name, zone }) => ({ value: id, label: `${name} (${zone})` }))}
        value={draft.calendarId}
        onChange={(calendarId) => calendarId && set({ calendarId })}
        error={faults['calendarId']}
        allowDeselect={false}
        readOnly={!mayChange}
        required
      />
      <PolicyTargets
        priorities={priorities}
        targets={draft.targets}
        mayChange={mayChange}
        onChange={(targets) => set({ targets })}
      />
      <PolicyRules draft={draft} people={people} mayChange={mayChange} onChange={set} />
      {mayChange && policy && (
        <Suspense fallback={<PageLoading lines={2} />}>
          <BackTest draft={triedOf(policy.id, draft)} />
        </Suspense>
      )}
      {policy && <EditionList of={{ policyId: policy.id }} />}
      {mayChange && policy && <p className="kelp-muted">{t(`policy.effect.${draft.settings.retargetMode}`)}</p>}
    </FormDialog>
  );
}

/** Waits for what the form needs, in a dialog of the same size. */
function PolicyWaiting({ error, onRetry, onClose }: { error: unknown; onRetry: () => void; onClose: () => void }) {
  return (
    <Dialog opened onClose={onClose} title={t('policy.one')} size="xl">
      {error ? <ErrorState error={error} onRetry={onRetry} /> : <PageLoading />}
    </Dialog>
  );
}

function ExistingPolicy({ id, ...rest }: Omit<FormProps, 'policy'> & { id: string }) {
  const query = usePolicy(id);
  // what is being typed must not be replaced; saving over somebody else's change is refused instead
  const [loaded, setLoaded] = useState<Policy | null>(null);
  if (query.data && !query.isFetching && !loaded) setLoaded(query.data);
  if (loaded) return <PolicyForm policy={loaded} {...rest} />;
  return <PolicyWaiting error={query.error} onRetry={() => void query.refetch()} onClose={rest.onClose} />;
}

/** A policy with its targets, warnings and pauses; without an id a new one. */
export function PolicyDialog({ id, onClose }: { id: string | null; onClose: () => void }) {
  const calendars = useCalendars();
  const desk = useDesk();
  const failed = [calendars, desk].find((query) => query.isError && !query.data);
  if (!calendars.data || !desk.data) {
    const retry = () => [calendars, desk].forEach((query) => void query.refetch());
    return <PolicyWaiting error={failed?.error} onRetry={retry} onClose={onClose} />;
  }
  const shared = {
    calendars: calendars.data.rows,
    priorities: desk.data.priorities,
    people: desk.data.people,
    onClose,
  };
  return id ? <ExistingPolicy id={id} {...shared} /> : <PolicyForm policy={null} {...shared} />;
}
