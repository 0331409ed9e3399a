'use client';

import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import {
  ErrorState,
  ExactTime,
  formatMinutes,
  formatRelative,
  Section,
  StatusBadge,
  useFormats,
  useNow,
} from '@kelp/ui';
import { getTicketSla, type TicketClock } from '../contract';
import { ClockExplanation } from './clock-explanation';
import { isNearlyUsed, readClock, toneOf } from './read-clock';
import { t } from './strings';

/** When it is due or was, how far off that is, or what is left of a clock that stands still. */
function ClockTime({ clock, isOverdue }: { clock: TicketClock; isOverdue: boolean }) {
  const { locale } = useFormats();
  const now = useNow();
  if (clock.state === 'paused') {
    return <span className="kelp-num">{t('panel.remaining', { time: formatMinutes(clock.remainingMinutes) })}</span>;
  }
  const at = clock.stoppedAt ?? clock.dueAt;
  if (!at) return null;
  const label = clock.stoppedAt ? t('panel.stopped') : t(isOverdue ? 'panel.overdue' : 'panel.due');
  const distance = now && !clock.stoppedAt ? formatRelative(at, now, locale) : null;
  return (
    <span>
      {label} <ExactTime at={at} />
      {distance && <span className="kelp-num">, {distance}</span>}
    </span>
  );
}

function ClockLine({ clock }: { clock: TicketClock }) {
  const now = useNow();
  const reading = readClock({ ...clock, isAtRisk: isNearlyUsed(clock) }, now);
  return (
    <li>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <strong>{t(`clock.${clock.clock}`)}</strong>
        <StatusBadge tone={toneOf[reading]} label={t(`state.${reading}`)} />
      </Group>
      <Text size="sm" component="div">
        <ClockTime clock={clock} isOverdue={reading === 'overdue'} />
      </Text>
      <Text size="xs" c="dimmed" component="div" className="kelp-num">
        {t('panel.target', { time: formatMinutes(clock.targetMinutes) })}
      </Text>
      <details>
        <Text component="summary" size="xs" style={{ cursor: 'pointer' }}>
          {t('explain.title')}
        </Text>
        <ClockExplanation clock={clock} />
      </details>
    </li>
  );
}

/** The clocks of a ticket: when each is due, how it stands, and why it is due then. */
export function SlaPanel({ ticketId }: { ticketId: string }) {
  const query = useQuery({
    queryKey: [getTicketSla.name, { ticketId }],
    queryFn: ({ signal }) => call(getTicketSla, { ticketId }, { signal }),
  });
  const policy = query.data?.policy;
  const clocks = query.data?.clocks ?? [];
  return (
    <Section title={t('panel.title')}>
      {query.isPending && <Skeleton height={72} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && !policy && <Text c="dimmed">{t('panel.noPolicy')}</Text>}
      {policy && clocks.length === 0 && <Text c="dimmed">{t('panel.noTarget', { policy: policy.name })}</Text>}
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {clocks.map((clock) => (
          <ClockLine key={clock.clock} clock={clock} />
        ))}
      </Stack>
      {policy && clocks.length > 0 && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('panel.policy', { policy: policy.name, level: t(`level.${policy.level}`) })}
        </Text>
      )}
    </Section>
  );
}
