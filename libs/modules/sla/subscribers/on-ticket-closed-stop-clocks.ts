import { subscribe } from '@kelp/kernel';
import { ticketClosed } from '@kelp/tickets';
import { factOf } from '../facts';
import { learn } from '../learn';

/** Closing is what resolves a ticket. */
export const onTicketClosedStopClocks = subscribe(ticketClosed, 'on-ticket-closed-stop-clocks', (ctx, event) =>
  learn(ctx, [factOf(event, 'closed')]),
);
