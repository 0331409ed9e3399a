'use client';

import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatInstant, groupBy } from '@kelp/std';
import { formatMinutes, toastError, toastSuccess, useFormats } from '@kelp/ui';
import { createTimeEntry, dayGaps, timeServices } from '../contract';
import { conversion, merge } from '../domain/interval';
import { removeIntervals } from './interval-store';
import { minutesOf } from './intervals-section';
import { workDateText } from './read-time';
import { t } from './strings';
import { guessedService, useRefreshTime } from './time-queries';
import { useIntervals } from './use-intervals';
import './timer.css';

/** What the last working day lacks, and the tickets looked at on it, which one press makes into entries. Nothing when the day is whole. */
export function GapsCard({ actions }: { actions?: React.ReactNode }) {
  const { locale } = useFormats();
  const refresh = useRefreshTime();
  const { data } = useQuery({
    queryKey: [dayGaps.name],
    queryFn: ({ signal }) => call(dayGaps, {}, { signal }),
    meta: { topics: ['time_entry', 'work_schedule'] },
  });
  const { intervals, owner, zone } = useIntervals();
  const [busy, setBusy] = useState(false);
  const tracked = intervals.filter(({ day, endAt }) => day === data?.date && endAt !== null);
  const tickets = [...groupBy(tracked, ({ ticket }) => ticket.id).values()];
  if (!data?.date || (data.loggedMinutes >= data.capacityMinutes && tickets.length === 0)) return null;

  /** One entry a ticket, a draft each: the gaps of what was looked at are left out, for nobody looks at the list before. */
  async function convertDay() {
    setBusy(true);
    try {
      for (const some of tickets) {
        const whole = merge(some);
        const { startedAt, minutes } = conversion(some, whole.gaps);
        const offered = await call(timeServices, { ticketId: whole.ticket.id });
        const serviceId = guessedService(offered);
        await call(
          createTimeEntry,
          {
            ...{ ticketId: whole.ticket.id, startedAt, minutes, notes: '', submit: false },
            ...(serviceId ? { serviceId } : {}),
          },
          { idempotencyKey: whole.id },
        );
        await removeIntervals(
          owner ?? whole.owner,
          some.map(({ id }) => id),
        );
      }
      toastSuccess(t('gaps.converted', { count: tickets.length }));
    } catch (error) {
      toastError(error);
    }
    setBusy(false);
    await refresh();
  }

  const clock = (at: Date) => formatInstant(at, zone, locale, 'time');
  return (
    <section className="kelp-timer-card" aria-label={t('gaps.title')}>
      <div>
        <strong>{workDateText(data.date, locale)}</strong>{' '}
        <span className="kelp-num">
          {t('gaps.logged', { time: formatMinutes(data.loggedMinutes), of: formatMinutes(data.capacityMinutes) })}
        </span>
        {data.gaps.length > 0 && data.loggedMinutes < data.capacityMinutes && (
          <Text size="xs" c="dimmed" className="kelp-num" style={{ whiteSpace: 'normal' }}>
            {t('gaps.open', {
              list: data.gaps.map(({ startAt, endAt }) => `${clock(startAt)} – ${clock(endAt)}`).join(', '),
            })}
          </Text>
        )}
      </div>
      <Group gap="xs">
        {tickets.length > 0 && (
          <Button size="compact-sm" loading={busy} onClick={() => void convertDay()}>
            {t('gaps.convert', {
              count: tickets.length,
              time: formatMinutes(tracked.reduce((sum, one) => sum + minutesOf(one), 0)),
            })}
          </Button>
        )}
        {actions}
      </Group>
    </section>
  );
}
