'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import { getMe } from '@kelp/identity/contract';
import { call } from '@kelp/kernel/client';
import { SlaPanel } from '@kelp/sla/screens';
import {
  CannedTextMenu,
  MacroButton,
  plainSend,
  TicketChecklists,
  TicketPage,
  type PreparedSend,
  type WrittenComment,
} from '@kelp/tickets/screens';
import { holdWithReply, logWithComment } from '@kelp/time/contract';
import { noTime, TimeFields, timeInput, TimerButton, useStartTimer, useTracking } from '@kelp/time/screens';
import { translator, useKeys } from '@kelp/ui';
import strings from './en.json';
import { InteractionMakes } from './interaction-makes';

const t = translator(strings);

// What stands below the conversation and the facts comes after the page itself.
const TicketInteractions = dynamic(
  () => import('@kelp/clients/screens').then((screens) => screens.TicketInteractions),
  { ssr: false },
);
const ContactHint = dynamic(() => import('@kelp/clients/screens').then((screens) => screens.ContactHint), {
  ssr: false,
});
const TicketIntervals = dynamic(() => import('@kelp/time/screens').then((screens) => screens.TicketIntervals), {
  ssr: false,
});
const TicketMailPanel = dynamic(() => import('@kelp/mailboxes/screens').then((screens) => screens.TicketMailPanel), {
  ssr: false,
});
const TicketTimePanel = dynamic(() => import('@kelp/time/screens').then((screens) => screens.TicketTimePanel), {
  ssr: false,
});
const TicketRequestPanel = dynamic(() => import('@kelp/portal/screens').then((screens) => screens.TicketRequestPanel), {
  ssr: false,
});
const TicketSurveys = dynamic(() => import('@kelp/surveys/screens').then((screens) => screens.TicketSurveys), {
  ssr: false,
});

/** What the reader may do; what they may not is not asked for. */
function usePermissions(): readonly string[] {
  const { data } = useQuery({
    queryKey: [getMe.name],
    queryFn: ({ signal }) => call(getMe, {}, { signal }),
    staleTime: 5 * 60_000,
  });
  return data?.permissions ?? [];
}

/** Notes in this browser that the reader looks at the ticket; draws nothing. */
function Tracking({ id, number, title, boardId }: { id: string; number: string; title: string; boardId: string }) {
  useTracking({ id, number, title, boardId });
  return null;
}

/** A ticket with its clocks and its time: the reply box logs what was worked in the same act. */
export function DeskTicket({ id }: { id: string }) {
  const [time, setTime] = useState(noTime);
  const fields = useRef<HTMLDivElement>(null);
  const permissions = usePermissions();
  const mayLog = permissions.includes('time_entry.create');
  const focusTime = () => fields.current?.querySelector('input')?.focus();
  const startTimer = useStartTimer();
  useKeys(
    'page',
    {
      e: { label: t('logTime'), run: focusTime },
      t: { label: t('timer'), run: () => void startTimer({ ticketId: id }) },
    },
    { enabled: mayLog },
  );

  function prepareSend(comment: WrittenComment): PreparedSend {
    const worked = timeInput(time);
    if (!worked) return plainSend(comment);
    setTime(noTime);
    return {
      send: (idempotencyKey) => call(logWithComment, { ...comment, ...worked }, { idempotencyKey }),
      hold: (holding, idempotencyKey) => {
        const { visibility: _public, ...reply } = comment;
        return call(holdWithReply, { ...reply, ...worked, ...holding }, { idempotencyKey });
      },
      restore: () => setTime(time),
    };
  }

  /** The time of a reply that is taken back later, as it would be typed. */
  function takeBack({ minutes, serviceId, notes, isBillable }: Record<string, unknown>) {
    if (typeof minutes !== 'number') return;
    const text = [`${minutes}m`, typeof notes === 'string' ? notes : ''].join(' ').trim();
    setTime({ text, serviceId: typeof serviceId === 'string' ? serviceId : null, isBillable: isBillable !== false });
  }

  return (
    <TicketPage
      key={id}
      id={id}
      prepareSend={prepareSend}
      takeBack={takeBack}
      settled={timeInput(time) ? ['time'] : []}
      headerEnd={(ticket) => (
        <>
          <ContactHint contactId={ticket.contact?.id ?? null} mayRead={permissions.includes('contact.read')} />
          <MacroButton ticketId={ticket.id} />
          {mayLog && (
            <>
              <TimerButton ticketId={ticket.id} />
              <Tracking id={ticket.id} number={ticket.number} title={ticket.title} boardId={ticket.board.id} />
            </>
          )}
        </>
      )}
      composerTools={(ticket, insert) => <CannedTextMenu ticketId={ticket.id} onInsert={insert} />}
      composerExtra={(ticket) =>
        mayLog && (
          <div ref={fields}>
            <TimeFields value={time} onChange={setTime} ticketId={ticket.id} clientId={ticket.client?.id ?? null} />
          </div>
        )
      }
      sidePanels={(ticket) => (
        <>
          {permissions.includes('service_request.read') && <TicketRequestPanel ticketId={ticket.id} />}
          <TicketSurveys ticketId={ticket.id} />
          <TicketChecklists ticketId={ticket.id} />
          <SlaPanel ticketId={ticket.id} />
          {mayLog && <TicketIntervals ticketId={ticket.id} />}
          {permissions.includes('time_entry.read') && <TicketTimePanel ticketId={ticket.id} />}
          <TicketInteractions
            ticketId={ticket.id}
            permissions={permissions}
            more={(interactionId) => (
              <InteractionMakes
                interactionId={interactionId}
                can={(permission) => permissions.includes(permission)}
                onTicket
              />
            )}
          />
          <TicketMailPanel ticketId={ticket.id} />
        </>
      )}
    />
  );
}
