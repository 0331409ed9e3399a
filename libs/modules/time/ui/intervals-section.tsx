'use client';

import { ActionIcon, Badge, Button, Checkbox, Group, Text } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { formatInstant, groupBy, isAppError } from '@kelp/std';
import { EmptyState, formatMinutes, Section, toastError, toastSuccess, useFormats } from '@kelp/ui';
import { endOf, lookedMs, merge, type Interval } from '../domain/interval';
import { changeIntervals, removeIntervals } from './interval-store';
import { workDateText } from './read-time';
import { t } from './strings';
import { useIntervals } from './use-intervals';
import './timer.css';

const ConvertDialog = dynamic(() => import('./convert-dialog'), { ssr: false });
const AdjustDialog = dynamic(() => import('./adjust-dialog'), { ssr: false });

/** Whole minutes that were looked at. */
export const minutesOf = (one: Interval): number => Math.round(lookedMs(one) / 60_000);
const nameOf = ({ ticket }: Interval) => `${ticket.number} ${ticket.title}`;

interface LineProps {
  one: Interval;
  zone: string;
  isChosen: boolean;
  onToggle: () => void;
  onConvert: () => void;
  onAdjust: () => void;
  onRemove: () => void;
}

function IntervalLine({ one, zone, isChosen, onToggle, onConvert, onAdjust, onRemove }: LineProps) {
  const { locale } = useFormats();
  const clock = (at: number) => formatInstant(new Date(at), zone, locale, 'time');
  const span = `${clock(one.startAt)} – ${one.endAt === null ? t('tracked.now') : clock(one.endAt)}`;
  const named = { ticket: nameOf(one), span };
  return (
    <li className="kelp-interval">
      <Checkbox checked={isChosen} onChange={onToggle} aria-label={t('tracked.choose', named)} />
      <span className="kelp-interval-about">
        <Link href={`/msp/tickets/${one.ticket.id}`}>
          <span className="kelp-num">{one.ticket.number}</span> {one.ticket.title}
        </Link>
        <Text size="xs" c="dimmed" component="span" className="kelp-num">
          {span}
          {one.gaps.length > 0 && `, ${t('tracked.gaps', { count: one.gaps.length })}`}
        </Text>
      </span>
      {one.endAt === null && (
        <Badge variant="default" tt="none">
          {t('tracked.open')}
        </Badge>
      )}
      {one.isAutoClosed && (
        <Badge variant="default" tt="none" title={t('tracked.autoHint')}>
          {t('tracked.auto')}
        </Badge>
      )}
      <strong className="kelp-num">{formatMinutes(minutesOf(one))}</strong>
      <Group gap={2} wrap="nowrap">
        <Button size="compact-sm" variant="default" onClick={onConvert} aria-label={t('tracked.convertOne', named)}>
          {t('tracked.convert')}
        </Button>
        <ActionIcon variant="subtle" color="gray" onClick={onAdjust} aria-label={t('tracked.adjust', named)}>
          <IconPencil size={16} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={t('tracked.remove', named)}>
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
    </li>
  );
}

/** What the reader looked at in this browser and has not made time of: merge, adjust, take away, or make an entry of it. */
export function IntervalsSection() {
  const { intervals, failed, owner, zone } = useIntervals();
  const { locale } = useFormats();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [converting, setConverting] = useState<readonly Interval[] | null>(null);
  const [adjusting, setAdjusting] = useState<Interval | null>(null);
  const picked = intervals.filter(({ id }) => chosen.includes(id));
  const toggle = (id: string) =>
    setChosen((current) => (current.includes(id) ? current.filter((one) => one !== id) : [...current, id]));

  async function act(run: () => Promise<void>) {
    try {
      await run();
      setChosen([]);
    } catch (error) {
      toastError(error);
    }
  }

  function convert(some: readonly Interval[]) {
    try {
      merge(some);
      setConverting(some);
    } catch (error) {
      if (!isAppError(error)) throw error;
      toastError(error);
    }
  }

  const mergePicked = () =>
    act(async () => {
      const whole = merge(picked);
      const remove = picked.map(({ id }) => id).filter((id) => id !== whole.id);
      await changeIntervals(whole.owner, () => ({ put: [whole], remove }));
      toastSuccess(t('tracked.merged', { count: picked.length }));
    });

  const days = [...groupBy(intervals, ({ day }) => day)].reverse();
  return (
    <Section title={t('tracked.title')}>
      <Text size="sm" c="dimmed">
        {t('tracked.private')}
      </Text>
      {failed && <Text role="alert">{t('tracked.failed')}</Text>}
      {!failed && intervals.length === 0 && <EmptyState title={t('tracked.empty')} text={t('tracked.emptyText')} />}
      {picked.length > 0 && (
        <Group gap="xs" my="xs" role="toolbar" aria-label={t('tracked.title')}>
          <Text size="sm">{t('tracked.selected', { count: picked.length })}</Text>
          <Button size="compact-sm" onClick={() => convert(picked)}>
            {t('tracked.convert')}
          </Button>
          <Button size="compact-sm" variant="default" disabled={picked.length < 2} onClick={() => void mergePicked()}>
            {t('tracked.merge')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void act(() => removeIntervals(owner ?? '', chosen))}
          >
            {t('tracked.delete')}
          </Button>
        </Group>
      )}
      {days.map(([day, some]) => (
        <div key={day}>
          <Text fw={600} size="sm" mt="sm">
            {workDateText(day, locale)}{' '}
            <span className="kelp-num kelp-muted">
              {formatMinutes(some.reduce((sum, one) => sum + minutesOf(one), 0))}
            </span>
          </Text>
          <ul className="kelp-intervals">
            {some.map((one) => (
              <IntervalLine
                key={one.id}
                {...{ one, zone }}
                isChosen={chosen.includes(one.id)}
                onToggle={() => toggle(one.id)}
                onConvert={() => convert([one])}
                onAdjust={() => setAdjusting(one)}
                onRemove={() => void act(() => removeIntervals(one.owner, [one.id]))}
              />
            ))}
          </ul>
        </div>
      ))}
      {converting && (
        <ConvertDialog
          intervals={converting}
          zone={zone}
          onClose={() => setConverting(null)}
          onDone={() => setChosen([])}
        />
      )}
      {adjusting && <AdjustDialog interval={adjusting} zone={zone} onClose={() => setAdjusting(null)} />}
    </Section>
  );
}

/** The reader's minutes on a ticket that are not time yet; whether it is open now. */
export function useTrackedOn(): ReadonlyMap<string, { minutes: number; isOpen: boolean }> {
  const { intervals } = useIntervals();
  const tickets = groupBy(intervals, ({ ticket }) => ticket.id);
  return new Map(
    [...tickets].map(([id, some]) => [
      id,
      { minutes: some.reduce((sum, one) => sum + minutesOf(one), 0), isOpen: some.some(({ endAt }) => endAt === null) },
    ]),
  );
}

/** The reader's own intervals on one ticket, beside its time; nothing when there are none. */
export function TicketIntervals({ ticketId }: { ticketId: string }) {
  const { intervals, zone } = useIntervals();
  const [converting, setConverting] = useState(false);
  const some = intervals.filter(({ ticket }) => ticket.id === ticketId);
  if (some.length === 0) return null;
  const minutes = some.reduce((sum, one) => sum + minutesOf(one), 0);
  const isOpen = some.some((one) => endOf(one) !== one.endAt);
  return (
    <Section title={t('tracked.onTicket')}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          <strong className="kelp-num">{formatMinutes(minutes)}</strong>{' '}
          {t(isOpen ? 'tracked.counting' : 'tracked.waiting', { count: some.length })}
        </Text>
        <Button size="compact-sm" variant="default" onClick={() => setConverting(true)}>
          {t('tracked.convert')}
        </Button>
      </Group>
      {converting && (
        <ConvertDialog intervals={some} zone={zone} onClose={() => setConverting(false)} onDone={() => undefined} />
      )}
    </Section>
  );
}
