'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { formatInstant } from '@kelp/std';
import { patternOfRule } from '@kelp/std/recurrence-pattern';
import { call } from '@kelp/kernel/client';
import { toastError, useFormats } from '@kelp/ui';
import { deleteRecurringTicket, updateRecurringTicket, type RecurringTicketRow } from '../contract';
import { PreparedPage } from './prepared-page';
import { useMay, useRecurringTickets, useRefresh } from './prepared-queries';
import { t } from './prepared-strings';
import { patternInWords } from './recurrence-fields';

const RecurringTicketDialog = dynamic(
  () => import('./recurring-ticket-dialog').then((room) => room.RecurringTicketDialog),
  { ssr: false },
);
const RunsDialog = dynamic(() => import('./recurring-runs-dialog').then((room) => room.RecurringRunsDialog), {
  ssr: false,
});

function line({ rule, zone, nextAt, client, isPaused }: RecurringTicketRow, locale: string): string {
  const pattern = patternOfRule(rule);
  const next = nextAt
    ? t('recurring.next', { at: formatInstant(nextAt, zone, locale, 'full') })
    : isPaused
      ? null
      : t('recurring.ended');
  return [pattern ? patternInWords(pattern) : rule, client?.name, next].filter(Boolean).join(' · ');
}

/** Tickets that open by themselves. */
export function RecurringTicketsPage() {
  const may = useMay();
  const { locale } = useFormats();
  const refresh = useRefresh('recurring_ticket');
  const [shown, setShown] = useState<RecurringTicketRow | null>(null);
  const mayUpdate = may('recurring_ticket.update');
  const pause = ({ id, version, isPaused }: RecurringTicketRow) =>
    void call(updateRecurringTicket, { id, version, isPaused: !isPaused }).catch(toastError).then(refresh);
  return (
    <>
      <PreparedPage
        title={t('recurring.title')}
        lead={t('recurring.lead')}
        query={useRecurringTickets()}
        badge={({ isPaused }) => (isPaused ? t('recurring.paused') : null)}
        line={(row) => line(row, locale)}
        mayCreate={may('recurring_ticket.create')}
        mayChange={() => mayUpdate}
        mayDelete={() => may('recurring_ticket.delete')}
        actions={(row) => (
          <>
            <Button
              size="xs"
              variant="default"
              aria-label={t('recurring.runsOf', { name: row.name })}
              onClick={() => setShown(row)}
            >
              {t('recurring.runs')}
            </Button>
            {mayUpdate && (
              <Button size="xs" variant="default" onClick={() => pause(row)}>
                {t(row.isPaused ? 'recurring.resume' : 'recurring.pause')}
              </Button>
            )}
          </>
        )}
        empty={t('recurring.empty')}
        editor={(row, close) => <RecurringTicketDialog row={row} onClose={close} />}
        remove={({ id }) => call(deleteRecurringTicket, { id }).then(refresh)}
        deleteText={() => t('recurring.delete')}
      />
      {shown && <RunsDialog row={shown} onClose={() => setShown(null)} />}
    </>
  );
}
