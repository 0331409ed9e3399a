import { subscribe } from '@kelp/kernel';
import { ticketReopened } from '@kelp/tickets';
import { factOf } from '../facts';
import { learn } from '../learn';

/** A new epoch: the resolution clock goes on, by the policy's reopen mode. */
export const onTicketReopenedResumeClocks = subscribe(
  ticketReopened,
  'on-ticket-reopened-resume-clocks',
  (ctx, event) => learn(ctx, [factOf(event, 'reopened')]),
);
