import { fillServerSlot } from '@kelp/kernel';
import { ticketTimeAct } from '@kelp/tickets';
import { createTimeEntryAction } from './actions/create-entry';

/** How time is logged on a ticket in one act with something else: an ordinary entry of the actor, handed in at once. */
export const offerTicketTime = fillServerSlot(ticketTimeAct, (_ctx, { ticketId, minutes, isBillable, notes }) =>
  Promise.resolve({
    action: createTimeEntryAction,
    input: { ticketId, minutes, isBillable, notes, submit: true },
  }),
);
