'use client';

import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatInstant } from '@kelp/std';
import { formatMinutes, useFormats } from '@kelp/ui';
import type { TicketClock } from '../contract';
import { t } from './strings';

function Lines({ title, lines }: { title: string; lines: ReactNode[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <Text size="xs" fw={600}>
        {title}
      </Text>
      <Stack component="ul" gap={2} p={0} m={0} style={{ listStyle: 'none' }}>
        {lines.map((line, index) => (
          <Text key={index} component="li" size="xs" className="kelp-num">
            {line}
          </Text>
        ))}
      </Stack>
    </div>
  );
}

function reasonText(reason: string): string {
  if (reason === 'status' || reason === 'awaiting_client' || reason === 'closed') return t(`reason.${reason}`);
  return t('reason.other', { reason });
}

/** Every stretch that counts and every one that does not, with why: in the zone of the opening hours. */
export function ClockExplanation({ clock }: { clock: TicketClock }) {
  const { locale, timeZone } = useFormats();
  const { explanation } = clock;
  const zone = explanation.zone ?? timeZone;
  const at = (instant: Date) => formatInstant(instant, zone, locale, 'date_time');
  const isPlanned = clock.state === 'running' && explanation.countedMinutes >= clock.targetMinutes;
  const counted = explanation.counted.map(({ from, to, minutes }) =>
    t('explain.stretch', { from: at(from), to: at(to), time: formatMinutes(minutes) }),
  );
  const carried =
    explanation.carriedMinutes > 0 ? [t('explain.carried', { time: formatMinutes(explanation.carriedMinutes) })] : [];
  const pauses = explanation.pauses.map(({ from, to, reasons, minutes }) =>
    t('explain.pause', {
      from: at(from),
      to: to ? at(to) : t('explain.stillPaused'),
      reasons: reasons.map(reasonText).join(', '),
      time: formatMinutes(minutes),
    }),
  );
  const holidays = explanation.holidays.map(({ date, name }) =>
    t('explain.closed', { date: formatInstant(new Date(`${date}T12:00:00Z`), 'UTC', locale, 'date'), name }),
  );
  return (
    <Stack gap={6} mt={4}>
      <Text size="xs">
        {t(isPlanned ? 'explain.totalPlanned' : 'explain.total', {
          counted: formatMinutes(explanation.countedMinutes),
          target: formatMinutes(clock.targetMinutes),
          from: at(explanation.countedFrom),
        })}{' '}
        {t(explanation.zone ? 'explain.zone' : 'explain.zoneless', { zone })}
      </Text>
      <Lines
        title={t('explain.counted')}
        lines={counted.length + carried.length > 0 ? [...carried, ...counted] : [t('explain.nothing')]}
      />
      <Lines title={t('explain.pauses')} lines={pauses} />
      <Lines title={t('explain.holidays')} lines={holidays} />
    </Stack>
  );
}
