import { defineDueKind } from '@kelp/kernel';
import { slaBreached } from '@kelp/sla';
import type { Reason } from '../domain/subtypes';
import { ownHoursKind, tellNow, type CrossingSubtype } from '../tell-responsible';

/** A person's own hours began: they are told what was kept back from them. */
export const tellInOwnHours = defineDueKind(ownHoursKind, 'mail', async (ctx, items) => {
  for (const { key, payload } of items) {
    const [eventId = '', userId = ''] = key.split(':');
    const crossing = slaBreached.payload.parse(payload['crossing']);
    const reason = (payload['reason'] ?? 'unknown') as Reason;
    await tellNow(ctx, eventId, payload['subtype'] as CrossingSubtype, crossing, { userId, reason });
  }
});
