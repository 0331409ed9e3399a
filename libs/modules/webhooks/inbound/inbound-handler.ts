import { createHmac } from 'node:crypto';
import { actorOfUser } from '@kelp/identity';
import { inUnit, openPassword, systemActor, type Caller, type Ctx, type House } from '@kelp/kernel';
import { isSame, sha256 } from '@kelp/platform/crypto';
import { sql, type Row } from '@kelp/platform/db';
import { AppError, isAppError, isUuid, newId, notFound } from '@kelp/std';
import { inboundRequests, inboundWebhooks } from '../tables';
import { takeAlert, type Taken } from './take-alert';

type Webhook = Row<typeof inboundWebhooks>;

/** A request as the door hands it over. */
export interface Arriving {
  readonly tenant: string;
  readonly token: string;
  /** As it came over the wire: the signature is over these bytes. */
  readonly body: string;
  readonly header: (name: string) => string | undefined;
  readonly requestId: string;
}

/**
 * What the door of alerts calls. Every request to a good address is kept with what became of it; what is refused too, with the reason, which is
 * answered as well.
 * @throws not_found for an address that is none, or no more.
 */
export const inboundHandler =
  (house: House) =>
  async (arriving: Arriving): Promise<Taken> => {
    const { tenant, token, body } = arriving;
    if (!isUuid(tenant) || token.length > 100) throw notFound('address');
    const system: Caller = {
      tenant,
      actor: systemActor('alert'),
      door: 'api',
      requestId: arriving.requestId || newId(),
    };
    const webhook = await inUnit(house, system, 'inbound_webhook.find', (ctx) => findWebhook(ctx, token));
    const taken = await take(house, system, webhook, body, () => assertSigned(tenant, webhook, arriving));
    await inUnit(house, system, 'inbound_webhook.keep', (ctx) => keep(ctx, webhook.id, body, taken));
    return taken;
  };

async function findWebhook(ctx: Ctx, token: string): Promise<Webhook> {
  const hash = sha256(token);
  const found = await ctx.db.maybe<Webhook>(
    sql`select * from inbound_webhooks where tenant_id = ${ctx.tenant} and is_active
        and (token_hash = ${hash} or (former_token_hash = ${hash} and former_until > ${ctx.now()}))`,
  );
  if (!found) throw notFound('address');
  return found;
}

/** An HMAC-SHA-256 of the body in hex, with or without `sha256=` before it. */
function assertSigned(tenant: string, { signatureHeader, signatureSecret }: Webhook, { body, header }: Arriving): void {
  if (!signatureHeader || !signatureSecret) return;
  const given = (header(signatureHeader) ?? '').replace(/^sha256=/i, '').toLowerCase();
  const right = createHmac('sha256', openPassword(tenant, signatureSecret)).update(body).digest('hex');
  if (!isSame(given, right))
    throw new AppError('inbound.unsigned', 401, `The signature in ${signatureHeader} is missing or wrong.`);
}

/** Does what a request asks, as the owner; what is refused undoes everything and is told with its reason. */
export async function take(
  house: House,
  system: Caller,
  webhook: Webhook,
  body: string,
  check: () => void = () => undefined,
): Promise<Taken> {
  const nothing = { reason: null, alertKey: null, ticketId: null };
  try {
    check();
    if (webhook.isCapturing) {
      await inUnit(house, system, 'inbound_webhook.capture', (ctx) =>
        ctx.db.update(inboundWebhooks, webhook.id, { isCapturing: false, sample: storable(body) }),
      );
      return { ...nothing, outcome: 'captured' };
    }
    const actor = await inUnit(house, system, 'inbound_webhook.owner', (ctx) => actorOfUser(ctx, webhook.ownerId));
    if (!actor) throw new AppError('inbound.owner', 403, 'Its owner is no longer active. Save it to make it yours.');
    return await inUnit(house, { ...system, actor }, 'inbound_webhook.take', (ctx) => takeAlert(ctx, webhook, body));
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { ...nothing, outcome: 'refused', reason: error.message };
  }
}

/** PostgreSQL keeps no NUL; whoever sends one is told what became of the rest. */
const storable = (body: string): string => body.replaceAll('\u0000', '');

async function keep(ctx: Ctx, webhookId: string, body: string, taken: Taken): Promise<void> {
  await ctx.db.insertMany(inboundRequests, [
    { id: ctx.newId(), webhookId, receivedAt: ctx.now(), body: storable(body), ...taken },
  ]);
  await ctx.db.rows(
    sql`update inbound_webhooks set last_at = ${ctx.now()} where tenant_id = ${ctx.tenant} and id = ${webhookId}`,
  );
  ctx.touch('inbound_webhook');
}
