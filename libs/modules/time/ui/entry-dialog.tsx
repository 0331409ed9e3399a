'use client';

import { Select, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { invalid, isAppError, wallTimeAt } from '@kelp/std';
import { FormDialog, formatMinutes, toastError, toastSuccess, useFormats } from '@kelp/ui';
import { createTimeEntry, updateTimeEntry, type TimeEntryCard } from '../contract';
import { parseQuickLog } from '../domain/parse-quick-log';
import { instantOfWall } from './instant-of-wall';
import { MidnightOffer } from './midnight-offer';
import { readTimeLine } from './read-time';
import { t } from './strings';
import { useTimeServices } from './time-queries';

export interface EntryDialogProps {
  /** What is edited; without it something new is logged. */
  entry: TimeEntryCard | null;
  ticketId: string;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

interface Draft {
  time: string;
  /** `2026-03-10T14:30` on the wall of `zone`; empty = just finished. */
  start: string;
  serviceId: string | null;
  isBillable: boolean;
  notes: string;
  splits: boolean;
}

const draftOf = (entry: TimeEntryCard | null): Draft => ({
  time: entry ? formatMinutes(entry.minutes) : '',
  start: entry ? wallTimeAt(entry.startedAt, entry.zone) : '',
  serviceId: entry?.service.id ?? null,
  isBillable: entry ? entry.billableMinutes > 0 : true,
  notes: entry?.notes ?? '',
  splits: false,
});

/** When the work began and how long it took, as the fields stand; no start while they cannot be read. */
function spanOf(draft: Draft, entry: TimeEntryCard | null, zone: string): { startAt: Date | null; minutes: number } {
  try {
    const { minutes } = parseQuickLog(draft.time, []);
    if (draft.start) return { startAt: instantOfWall(draft.start, zone), minutes };
    return { startAt: entry?.startedAt ?? new Date(Date.now() - minutes * 60_000), minutes };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { startAt: null, minutes: 0 };
  }
}

/** Logs time on a ticket or changes an entry; saving hands it in for approval. */
export function EntryDialog({ entry, ticketId, onClose, onSaved }: EntryDialogProps) {
  const { timeZone } = useFormats();
  const zone = entry?.zone ?? timeZone;
  const [draft, setDraft] = useState(() => draftOf(entry));
  const offered = useTimeServices(ticketId);
  const active = offered.data?.services ?? [];
  // A service that was withdrawn since still names the time that was logged on it.
  const services = entry && !active.some(({ id }) => id === entry.service.id) ? [entry.service, ...active] : active;
  // One key for one content: a press that is repeated after a lost answer writes nothing twice.
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());

  function set(part: Partial<Draft>) {
    setDraft((current) => ({ ...current, ...part }));
    setKey(crypto.randomUUID());
  }

  async function save() {
    const { minutes, note } = parseQuickLog(draft.time, []);
    if (note) throw invalid(t('form.onlyTime'));
    const before = draftOf(entry);
    const isMoved = draft.start !== before.start && draft.start !== '';
    const serviceId = draft.serviceId ?? undefined;
    const shared = {
      notes: draft.notes,
      submit: true,
      splitAtMidnight: draft.splits,
      ...(draft.isBillable === before.isBillable && entry ? {} : { isBillable: draft.isBillable }),
      ...(isMoved ? { startedAt: instantOfWall(draft.start, zone) } : {}),
      ...(!entry || isMoved || minutes !== entry.minutes ? { minutes } : {}),
      ...(serviceId && serviceId !== entry?.service.id ? { serviceId } : {}),
    };
    const { warnings } = entry
      ? await call(updateTimeEntry, { id: entry.id, version: entry.version, ...shared })
      : await call(createTimeEntry, { ticketId, ...shared }, { idempotencyKey });
    toastSuccess(t('form.saved', { time: formatMinutes(minutes) }));
    if (warnings[0]) toastError(warnings[0].message);
    await onSaved();
  }

  return (
    <FormDialog
      title={t(entry ? 'form.editTitle' : 'form.logTitle')}
      submitLabel={t(entry?.state === 'submitted' ? 'form.save' : 'form.saveAndSubmit')}
      onSubmit={save}
      onClose={onClose}
    >
      {entry?.changeReason && <Text fw={500}>{entry.changeReason}</Text>}
      <TextInput
        label={t('form.time')}
        description={t('form.timeHint')}
        value={draft.time}
        onChange={(event) => set({ time: event.currentTarget.value })}
        error={readTimeLine(draft.time, [])?.problem}
        required
        data-autofocus
      />
      <TextInput
        label={t('form.start')}
        description={entry ? undefined : t('form.startHint')}
        type="datetime-local"
        value={draft.start}
        onChange={(event) => set({ start: event.currentTarget.value })}
      />
      <MidnightOffer
        {...spanOf(draft, entry, zone)}
        zone={zone}
        splits={draft.splits}
        onChange={(splits) => set({ splits })}
      />
      <Select
        label={t('form.service')}
        data={services.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.serviceId ?? offered.data?.defaultServiceId ?? null}
        onChange={(serviceId) => set({ serviceId })}
        searchable
      />
      <Switch
        label={t('form.billable')}
        checked={draft.isBillable}
        onChange={(event) => set({ isBillable: event.currentTarget.checked })}
      />
      <Textarea
        label={t('form.notes')}
        value={draft.notes}
        onChange={(event) => set({ notes: event.currentTarget.value })}
        maxLength={5000}
        autosize
        minRows={2}
      />
    </FormDialog>
  );
}
