import { subscribe } from '@kelp/kernel';
import { ticketStatusChanged } from '@kelp/tickets';
import { factOf } from '../facts';
import { learn } from '../learn';

/** A status that pauses holds the clocks for the reason `status`; any other lets go of that reason. */
export const onTicketStatusChangedPauseClocks = subscribe(
  ticketStatusChanged,
  'on-ticket-status-changed-pause-clocks',
  (ctx, event) => learn(ctx, [factOf(event, event.payload.isPaused ? 'paused' : 'resumed', { reason: 'status' })]),
);
