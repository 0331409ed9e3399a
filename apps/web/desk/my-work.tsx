'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useCallback, useState } from 'react';
import { listActivities, type WorkRow } from '@kelp/activities/contract';
import { MyWorkPage } from '@kelp/activities/screens';
import { call } from '@kelp/kernel/client';
import { createTicketFromToDo, listTickets } from '@kelp/tickets/contract';
import { rememberTrail, RowPickers, useTicketChoices, type RowPick } from '@kelp/tickets/screens';
import { GapsCard, TimerCardLine, useStartTimer, useTimer } from '@kelp/time/screens';
import { toastError, toastSuccess, translator } from '@kelp/ui';
import strings from './en.json';
import { FirstSteps } from './first-steps';

const t = translator(strings);
const EntryDialog = dynamic(() => import('@kelp/time/screens').then((screens) => screens.EntryDialog), { ssr: false });

/** How many open tickets nobody has; asked with a page of one row. */
function Unassigned() {
  const input = { assignee: 'nobody', state: 'open', sort: 'activity', direction: 'desc', limit: 1 } as const;
  const counted = useQuery({
    queryKey: [listTickets.name, input],
    queryFn: ({ signal }) => call(listTickets, input, { signal }),
    select: ({ openCount }) => openCount,
  }).data;
  if (!counted || counted.count === 0) return null;
  return (
    <Button component={Link} href="/msp/tickets?assignee=nobody" variant="default" size="xs">
      {t('unassigned', { shown: counted.isCapped ? `${counted.count}+` : counted.count })}
    </Button>
  );
}

/** Home of the staff, with what the rooms can do with their items: status, priority and assignee of tickets, time, and a to-do as a ticket. */
export function DeskMyWork() {
  const client = useQueryClient();
  const choices = useTicketChoices().data;
  const [pick, setPick] = useState<RowPick | null>(null);
  const start = useStartTimer();
  const mayTime = useTimer().isSuccess;
  const [logging, setLogging] = useState<string | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: [listActivities.name] });
  const onTickets = useCallback((ids: string[]) => rememberTrail(window.sessionStorage, { href: '/msp', ids }), []);

  function onPick(what: 'status' | 'priority' | 'assign', rows: readonly WorkRow[]) {
    const kind = what === 'assign' ? 'assignee' : what;
    const ids = rows.map(({ id }) => id).slice(0, 200);
    call(listTickets, { ids, state: 'all', sort: 'activity', direction: 'desc', limit: 200 })
      .then((page) => page.rows.length > 0 && setPick({ kind, rows: page.rows }))
      .catch(toastError);
  }

  function onConvert({ id, version }: WorkRow) {
    call(createTicketFromToDo, { toDoId: id, version: version ?? 0 })
      .then(({ number }) => toastSuccess(t('converted', { number })))
      .catch(toastError)
      .finally(() => void refresh());
  }

  return (
    <>
      <MyWorkPage
        actions={
          <>
            <Unassigned />
            <Button component={Link} href="/msp/mentions" variant="default" size="xs">
              {t('mentions')}
            </Button>
          </>
        }
        lead={
          <>
            <FirstSteps />
            {mayTime && (
              <div className="kelp-work-lead-cards">
                <TimerCardLine />
                <GapsCard
                  actions={
                    <Button component={Link} href="/msp/my-time" variant="default" size="compact-sm">
                      {t('myTime')}
                    </Button>
                  }
                />
              </div>
            )}
          </>
        }
        onTickets={onTickets}
        onPick={onPick}
        onLog={({ id }) => setLogging(id)}
        {...(mayTime ? { onTimer: ({ id }: WorkRow) => void start({ ticketId: id }) } : {})}
        onConvert={onConvert}
      />
      <RowPickers pick={pick} choices={choices} onClose={() => setPick(null)} />
      {logging && (
        <EntryDialog
          entry={null}
          ticketId={logging}
          onClose={() => setLogging(null)}
          onSaved={async () => {
            await refresh();
          }}
        />
      )}
    </>
  );
}
