import { subscribe } from '@kelp/kernel';
import { ticketMerged, ticketMergeUndone } from '@kelp/tickets';
import { factOf } from '../facts';
import { learn } from '../learn';

/** A merged ticket's clocks are cancelled and leave the figures (product rule S17); the target keeps its own start. */
export const onTicketMergedCancelClocks = subscribe(ticketMerged, 'on-ticket-merged-cancel-clocks', (ctx, event) =>
  learn(ctx, [factOf(event, 'cancelled', { reason: 'merged' })]),
);

/** The ticket stands for itself again: its clocks go on as if it had never been merged. */
export const onTicketMergeUndoneRestoreClocks = subscribe(
  ticketMergeUndone,
  'on-ticket-merge-undone-restore-clocks',
  (ctx, event) => learn(ctx, [factOf(event, 'cancelled', { reason: 'merge_undone' })]),
);
