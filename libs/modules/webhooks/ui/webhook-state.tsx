'use client';

import { StatusBadge, type Tone } from '@kelp/ui';
import type { DeliveryState, Webhook } from '../contract';
import { t } from './strings';

const ofHealth: Record<Webhook['health'], Tone> = {
  unused: 'neutral',
  ok: 'success',
  failing: 'danger',
  paused: 'waiting',
};
const ofDelivery: Record<DeliveryState, Tone> = {
  waiting: 'progress',
  held: 'waiting',
  delivered: 'success',
  failed: 'danger',
  skipped: 'neutral',
};

/** How a webhook does, in a word and a tone. */
export function WebhookHealth({ health }: { health: Webhook['health'] }) {
  return <StatusBadge tone={ofHealth[health]} label={t(`health.${health}`)} plain />;
}

/** What became of a delivery. */
export function DeliveryBadge({ state }: { state: DeliveryState }) {
  return <StatusBadge tone={ofDelivery[state]} label={t(`state.${state}`)} plain />;
}
