import { forgetItems } from '@kelp/activities';
import { subscribeBatch } from '@kelp/kernel';
import { ticketClosed, ticketMerged } from '../events';

/** A ticket that is closed waits for nobody: where people had put it and until when they had put it off is forgotten. */
export const onTicketClosedForgetPlaces = subscribeBatch(
  ticketClosed,
  'on-ticket-closed-forget-places',
  (ctx, events) =>
    forgetItems(
      ctx,
      'ticket',
      events.map(({ payload }) => payload.ticketId),
    ),
);

export const onTicketMergedForgetPlaces = subscribeBatch(
  ticketMerged,
  'on-ticket-merged-forget-places',
  (ctx, events) =>
    forgetItems(
      ctx,
      'ticket',
      events.map(({ payload }) => payload.ticketId),
    ),
);
