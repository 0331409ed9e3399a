import { defineDueKind } from '@kelp/kernel';
import { refoldTickets, thresholdDueKind } from '../refold';

/** The timer of a clock came due: what it has crossed is recorded and told, and the timer moves to the next threshold. */
export const fireThresholds = defineDueKind(thresholdDueKind, 'sla', (ctx, items) =>
  refoldTickets(
    ctx,
    items.map(({ payload }) => String(payload['ticketId'])),
  ),
);
