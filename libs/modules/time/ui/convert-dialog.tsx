'use client';

import { Checkbox, Select, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatInstant } from '@kelp/std';
import { FormDialog, formatMinutes, toastError, toastSuccess, useFormats } from '@kelp/ui';
import { createTimeEntry } from '../contract';
import { conversion, endOf, merge, type Interval, type Stretch } from '../domain/interval';
import { removeIntervals } from './interval-store';
import { MidnightOffer } from './midnight-offer';
import { t } from './strings';
import { guessedService, useRefreshTime, useTimeServices } from './time-queries';

interface Props {
  /** Of one ticket. */
  intervals: readonly Interval[];
  zone: string;
  onClose: () => void;
  onDone: () => void;
}

/** Gaps of less than a minute change no number. */
const shortestMs = 60_000;

/** Makes one entry of intervals of one ticket: from the first start to the last end, without the gaps that are left out. Then they are gone. */
export default function ConvertDialog({ intervals, zone, onClose, onDone }: Props) {
  const { locale } = useFormats();
  const refresh = useRefreshTime();
  // as they were when the dialog opened: one that is still open would count on under the reader's hands
  const [whole] = useState(() => merge(intervals));
  const gaps = whole.gaps.filter(({ from, to }) => to - from >= shortestMs);
  const [leftOut, setLeftOut] = useState<readonly Stretch[]>([]);
  const [serviceId, setService] = useState<string | null>(null);
  const [isBillable, setBillable] = useState(true);
  const [splits, setSplits] = useState(false);
  const [notes, setNotes] = useState('');
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const offered = useTimeServices(whole.ticket.id);
  const { startedAt, minutes } = conversion([whole], leftOut);
  const clock = (at: number) => formatInstant(new Date(at), zone, locale, 'time');
  const toggle = (gap: Stretch) =>
    setLeftOut((current) => (current.includes(gap) ? current.filter((one) => one !== gap) : [...current, gap]));

  async function save() {
    const service = serviceId ?? guessedService(offered.data);
    const { warnings } = await call(
      createTimeEntry,
      {
        ...{ ticketId: whole.ticket.id, startedAt, minutes, isBillable, notes, submit: false },
        splitAtMidnight: splits,
        ...(service ? { serviceId: service } : {}),
      },
      { idempotencyKey },
    );
    await removeIntervals(
      whole.owner,
      intervals.map(({ id }) => id),
    );
    toastSuccess(t('tracked.converted', { time: formatMinutes(minutes) }));
    if (warnings[0]) toastError(warnings[0].message);
    onDone();
    await refresh();
  }

  return (
    <FormDialog title={t('tracked.convertTitle')} submitLabel={t('tracked.save')} onSubmit={save} onClose={onClose}>
      <Text fw={600} size="sm">
        {whole.ticket.number} {whole.ticket.title}
      </Text>
      <Text size="sm" className="kelp-num">
        {t('tracked.span', { from: clock(whole.startAt), to: clock(endOf(whole)), time: formatMinutes(minutes) })}
      </Text>
      {gaps.length > 0 && (
        <Stack gap={6} component="fieldset" className="kelp-bare-fieldset" style={{ border: 0, padding: 0, margin: 0 }}>
          <legend>{t('tracked.leaveOut')}</legend>
          {gaps.map((gap) => (
            <Checkbox
              key={gap.from}
              checked={leftOut.includes(gap)}
              onChange={() => toggle(gap)}
              label={`${clock(gap.from)} – ${clock(gap.to)}, ${formatMinutes((gap.to - gap.from) / 60_000)}`}
            />
          ))}
        </Stack>
      )}
      <MidnightOffer startAt={startedAt} minutes={minutes} zone={zone} splits={splits} onChange={setSplits} />
      <Select
        label={t('form.service')}
        data={(offered.data?.services ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={serviceId ?? guessedService(offered.data)}
        onChange={setService}
        searchable
      />
      <Switch
        label={t('form.billable')}
        checked={isBillable}
        onChange={(event) => setBillable(event.currentTarget.checked)}
      />
      <Textarea
        label={t('form.notes')}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
        maxLength={5000}
        autosize
        minRows={2}
        data-autofocus
      />
    </FormDialog>
  );
}
