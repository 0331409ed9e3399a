'use client';

import { Button, Group, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import Link from 'next/link';
import { useState, type FormEvent } from 'react';
import { call } from '@kelp/kernel/client';
import { isAppError, wallTimeAt } from '@kelp/std';
import { errorSentence, formatMinutes, toastError, toastSuccess, useFormats } from '@kelp/ui';
import { discardTimer, stopTimer, updateTimer, type TimerCard } from '../contract';
import { instantOfWall } from './instant-of-wall';
import { MidnightOffer } from './midnight-offer';
import { t } from './strings';
import { guessedService, useTimeServices } from './time-queries';
import { aboutTimer, Stopwatch } from './stopwatch';
import { useRefreshTimer, useStartTimer } from './use-timer';

interface Props {
  timer: TimerCard | null;
  onDone: () => void;
}

/** Starts a timer without a ticket, or says what the running one is about and stops it. */
export default function TimerPanel({ timer, onDone }: Props) {
  return timer ? <Running timer={timer} onDone={onDone} /> : <Idle onDone={onDone} />;
}

function Idle({ onDone }: { onDone: () => void }) {
  const start = useStartTimer();
  const [notes, setNotes] = useState('');

  async function submit(event: FormEvent) {
    event.preventDefault();
    onDone();
    await start({ notes });
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput
          label={t('timer.what')}
          description={t('timer.whatHint')}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
          maxLength={500}
          // the panel comes later than the focus trap around it looks for a field
          autoFocus
        />
        <Button type="submit">{t('timer.startNow')}</Button>
      </Stack>
    </form>
  );
}

/** What stands in the fields of a running timer, and how it ends. */
function useStopping(timer: TimerCard, onDone: () => void) {
  const { timeZone } = useFormats();
  const refresh = useRefreshTimer();
  const [notes, setNotes] = useState(timer.notes);
  const [serviceId, setService] = useState(timer.service?.id ?? null);
  const [isBillable, setBillable] = useState(timer.isBillable);
  const [start, setStart] = useState(() => wallTimeAt(timer.startedAt, timeZone));
  const [end, setEnd] = useState(() => (timer.suggestedEnd ? wallTimeAt(timer.suggestedEnd, timeZone) : ''));
  const [splits, setSplits] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const told = { notes, isBillable, ...(serviceId ? { serviceId } : {}) };
  const isMoved = start !== '' && start !== wallTimeAt(timer.startedAt, timeZone);

  async function act(run: () => Promise<void>, closes: boolean) {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await run();
      await refresh();
      if (closes) onDone();
    } catch (error) {
      setFailure(errorSentence(error));
      await refresh();
    } finally {
      setBusy(false);
    }
  }

  async function keep() {
    const moved = isMoved ? { startedAt: instantOfWall(start, timeZone) } : {};
    await call(updateTimer, { id: timer.id, version: timer.version, ...told, ...moved });
  }

  const stop = (submit: boolean) =>
    act(async () => {
      if (isMoved) await keep();
      const ending = end ? { endedAt: instantOfWall(end, timeZone) } : {};
      const { minutes, about, warnings } = await call(stopTimer, {
        ...{ id: timer.id, ...told, ...ending, submit },
        splitAtMidnight: splits,
      });
      toastSuccess(t(submit ? 'timer.handedIn' : 'timer.stopped', { time: formatMinutes(minutes), about }));
      if (warnings[0]) toastError(warnings[0].message);
    }, true);
  return {
    ...{
      notes,
      setNotes,
      serviceId,
      setService,
      isBillable,
      setBillable,
      start,
      setStart,
      end,
      setEnd,
      splits,
      setSplits,
    },
    ...{ failure, busy, stop },
    save: () => act(keep, true),
    discard: () => act(() => call(discardTimer, { id: timer.id }).then(() => undefined), true),
  };
}

/** When the work began and how long it took if it stops now; no start while the fields cannot be read. */
function spanOf({ start, end }: { start: string; end: string }, timer: TimerCard, zone: string) {
  try {
    const startAt = start ? instantOfWall(start, zone) : timer.startedAt;
    const endAt = end ? instantOfWall(end, zone) : new Date();
    return { startAt, minutes: Math.round((endAt.getTime() - startAt.getTime()) / 60_000) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { startAt: null, minutes: 0 };
  }
}

function Running({ timer, onDone }: { timer: TimerCard; onDone: () => void }) {
  const { timeZone } = useFormats();
  const form = useStopping(timer, onDone);
  const offered = useTimeServices(timer.ticket?.id ?? null);
  const about = aboutTimer(timer);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void form.stop(false);
      }}
    >
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Text fw={600} lineClamp={2} size="sm">
            {timer.ticket ? (
              <Link href={`/msp/tickets/${timer.ticket.id}`} onClick={onDone}>
                {about}
              </Link>
            ) : (
              about
            )}
          </Text>
          <Stopwatch timer={timer} />
        </Group>
        {timer.suggestedEnd && (
          <TextInput
            label={t('timer.end')}
            description={t('timer.endHint')}
            type="datetime-local"
            value={form.end}
            onChange={(event) => form.setEnd(event.currentTarget.value)}
          />
        )}
        <Textarea
          label={t('form.notes')}
          value={form.notes}
          onChange={(event) => form.setNotes(event.currentTarget.value)}
          maxLength={5000}
          autosize
          minRows={2}
          // the panel comes later than the focus trap around it looks for a field
          autoFocus
        />
        <Select
          label={t('form.service')}
          data={(offered.data?.services ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={form.serviceId ?? guessedService(offered.data)}
          onChange={form.setService}
          searchable
          comboboxProps={{ withinPortal: false }}
        />
        <TextInput
          label={t('form.start')}
          type="datetime-local"
          value={form.start}
          onChange={(event) => form.setStart(event.currentTarget.value)}
        />
        <MidnightOffer
          {...spanOf(form, timer, timeZone)}
          zone={timeZone}
          splits={form.splits}
          onChange={form.setSplits}
        />
        <Switch
          label={t('form.billable')}
          checked={form.isBillable}
          onChange={(event) => form.setBillable(event.currentTarget.checked)}
        />
        {form.failure && (
          <p role="alert" className="kelp-field-error">
            {form.failure}
          </p>
        )}
        <Group gap="xs">
          <Button type="submit" loading={form.busy}>
            {t('timer.stop')}
          </Button>
          <Button variant="default" onClick={() => void form.stop(true)} disabled={form.busy}>
            {t('timer.stopAndSubmit')}
          </Button>
        </Group>
        <Group gap="xs">
          <Button variant="subtle" size="compact-sm" onClick={() => void form.save()} disabled={form.busy}>
            {t('timer.keepRunning')}
          </Button>
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            onClick={() => void form.discard()}
            disabled={form.busy}
          >
            {t('timer.discard')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
