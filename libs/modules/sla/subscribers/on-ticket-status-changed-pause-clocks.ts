import { subscribeBatch } from '@kelp/kernel';
import { ticketStatusChanged } from '@kelp/tickets';
import { factOf } from '../facts';
import { learn } from '../learn';

/** A status that pauses holds the clocks for the reason `status`; any other lets go of that reason. */
export const onTicketStatusChangedPauseClocks = subscribeBatch(
  ticketStatusChanged,
  'on-ticket-status-changed-pause-clocks',
  (ctx, events) =>
    learn(
      ctx,
      events.map((event) => factOf(event, event.payload.isPaused ? 'paused' : 'resumed', { reason: 'status' })),
    ),
);
