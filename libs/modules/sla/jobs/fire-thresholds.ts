import { defineDueKind } from '@kelp/kernel';
import { fireCrossings } from '../fire-crossings';
import { thresholdDueKind } from '../refold';

/** The timer of a clock came due: what was crossed is recorded and told, and the timer moves to the next threshold. */
export const fireThresholds = defineDueKind(thresholdDueKind, 'sla', (ctx, items) =>
  fireCrossings(ctx, [...new Set(items.map(({ payload }) => String(payload['ticketId'])))]),
);
