import { subscribeBatch } from '@kelp/kernel';
import { ticketClosed } from '@kelp/tickets';
import { factOf } from '../facts';
import { learn } from '../learn';

/** Closing is what resolves a ticket. */
export const onTicketClosedStopClocks = subscribeBatch(ticketClosed, 'on-ticket-closed-stop-clocks', (ctx, events) =>
  learn(
    ctx,
    events.map((event) => factOf(event, 'closed')),
  ),
);
