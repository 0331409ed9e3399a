'use client';

import { useRef, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { SlaPanel } from '@kelp/sla/screens';
import { plainSend, TicketPage, type PreparedSend, type WrittenComment } from '@kelp/tickets/screens';
import { logWithComment } from '@kelp/time/contract';
import { noTime, TicketTimePanel, TimeFields, timeInput } from '@kelp/time/screens';
import { translator, useKeys } from '@kelp/ui';
import strings from './en.json';

const t = translator(strings);

/** A ticket with its clocks and its time: the reply box logs what was worked in the same act. */
export function DeskTicket({ id }: { id: string }) {
  const [time, setTime] = useState(noTime);
  const fields = useRef<HTMLDivElement>(null);
  useKeys('page', { e: { label: t('logTime'), run: () => fields.current?.querySelector('input')?.focus() } });

  function prepareSend(comment: WrittenComment): PreparedSend {
    const worked = timeInput(time);
    if (!worked) return plainSend(comment);
    setTime(noTime);
    return {
      send: (idempotencyKey) => call(logWithComment, { ...comment, ...worked }, { idempotencyKey }),
      restore: () => setTime(time),
    };
  }

  return (
    <TicketPage
      key={id}
      id={id}
      prepareSend={prepareSend}
      composerExtra={(ticket) => (
        <div ref={fields}>
          <TimeFields value={time} onChange={setTime} ticketId={ticket.id} clientId={ticket.client?.id ?? null} />
        </div>
      )}
      sidePanels={(ticket) => (
        <>
          <SlaPanel ticketId={ticket.id} />
          <TicketTimePanel ticketId={ticket.id} />
        </>
      )}
    />
  );
}
