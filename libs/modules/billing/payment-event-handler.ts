import { inUnit, openPassword, systemActor, type Ctx, type House } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { isUuid, newId, notFound } from '@kelp/std';
import { takeProviderEvent } from './jobs/take-provider-event';
import type { ProviderEvent } from './providers/payment-provider';
import { readStripeEvent } from './providers/stripe-provider';
import { paymentProviders } from './tables/providers';
import { factToJson } from './write/take-event';

/** Keeps an event and has it worked off; one that is here already changes nothing. */
export async function keepEvent(ctx: Ctx, provider: string, event: ProviderEvent): Promise<void> {
  const { fact } = event;
  const paymentRef = 'paymentRef' in fact ? fact.paymentRef : null;
  const id = ctx.newId();
  const kept = await ctx.db.rows(
    sql`insert into provider_events (tenant_id, id, provider, event_id, kind, payment_ref, facts, happened_at, received_at)
        values (${ctx.tenant}, ${id}, ${provider}, ${event.id}, ${fact.kind}, ${paymentRef}, ${JSON.stringify(factToJson(fact))}, ${event.happenedAt}, ${ctx.now()})
        on conflict (tenant_id, provider, event_id) do nothing returning id`,
  );
  if (kept.length > 0) await ctx.enqueue(takeProviderEvent, { id });
}

interface Arriving {
  tenant: string;
  kind: string;
  /** As it came over the wire: the signature is over these bytes. */
  body: string;
  signature: string;
  requestId: string;
}

/**
 * What the door of a provider's events calls. Throws not_found for a workspace without this provider, and `payment_event.unsigned` when
 * the signature does not hold; once it returns, the event is committed.
 */
export const paymentEventHandler =
  (house: House) =>
  async ({ tenant, kind, body, signature, requestId }: Arriving): Promise<void> => {
    if (!isUuid(tenant) || kind !== 'stripe') throw notFound('payment provider');
    const caller = { tenant, actor: systemActor(kind), door: 'api' as const, requestId: requestId || newId() };
    await inUnit(house, caller, 'payment_event.take', async (ctx) => {
      const provider = await ctx.db.find(paymentProviders, { kind });
      if (!provider || provider.sealedSecret === '') throw notFound('payment provider');
      const secret = openPassword(tenant, provider.sealedSecret);
      await keepEvent(ctx, kind, await readStripeEvent(body, signature, secret, ctx.now()));
    });
  };
