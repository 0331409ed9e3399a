import { subscribe } from '@kelp/kernel';
import { slaBreached, slaThresholdCrossed } from '@kelp/sla';
import { tellResponsible } from '../tell-responsible';

/** A warning before the due time, or an escalation after it. */
export const onSlaThresholdCrossedTellResponsible = subscribe(
  slaThresholdCrossed,
  'on-sla-threshold-crossed-tell-responsible',
  (ctx, event) => tellResponsible(ctx, event.id, 'sla.threshold_crossed', event.payload),
  { history: 'never' },
);

/** The due time has passed. */
export const onSlaBreachedTellResponsible = subscribe(
  slaBreached,
  'on-sla-breached-tell-responsible',
  (ctx, event) => tellResponsible(ctx, event.id, 'sla.breached', event.payload),
  { history: 'never' },
);
