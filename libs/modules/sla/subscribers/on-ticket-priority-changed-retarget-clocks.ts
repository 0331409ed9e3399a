import { subscribeBatch } from '@kelp/kernel';
import { ticketPriorityChanged } from '@kelp/tickets';
import { factOf } from '../facts';
import { learn } from '../learn';

/** New targets of the same policy, by the policy's retarget mode. */
export const onTicketPriorityChangedRetargetClocks = subscribeBatch(
  ticketPriorityChanged,
  'on-ticket-priority-changed-retarget-clocks',
  (ctx, events) =>
    learn(
      ctx,
      events.map((event) => factOf(event, 'retargeted', { priorityId: event.payload.priorityId })),
    ),
);
