import { subscribeBatch } from '@kelp/kernel';
import { ticketReopened } from '@kelp/tickets';
import { factOf } from '../facts';
import { learn } from '../learn';

/** A new epoch: the resolution clock goes on, by the policy's reopen mode. */
export const onTicketReopenedResumeClocks = subscribeBatch(
  ticketReopened,
  'on-ticket-reopened-resume-clocks',
  (ctx, events) =>
    learn(
      ctx,
      events.map((event) => factOf(event, 'reopened')),
    ),
);
