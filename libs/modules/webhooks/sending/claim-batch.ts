import { actorOfUser } from '@kelp/identity';
import { openPassword, type Actor, type Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import { wakeWebhooks, type Endpoint } from '../lock-webhook';
import { pauseWebhook } from '../pause-webhook';
import { webhookDeliveries, webhookEndpoints } from '../tables';

export type Delivery = Row<typeof webhookDeliveries>;

/** What a job sends at once for one webhook. */
export interface Batch {
  readonly endpoint: Endpoint;
  /** The secrets that sign, newest first. */
  readonly secrets: readonly string[];
  /** Null when its owner is no longer there; then only tests are left to be sent. */
  readonly owner: Actor | null;
  readonly workspace: { id: string; name: string };
  readonly now: Date;
  readonly deliveries: readonly Delivery[];
}

/** Requests to one address at a time. */
const atOnce = 4;
/** A job that died is thought to be sending no longer than this. */
const leaseMs = 60_000;

/**
 * Takes what is due for a webhook. Null when nothing is, while it rests, and while another job sends for it: one slow address takes one place of
 * the queue, however much waits for it.
 */
export async function claimBatch(ctx: Ctx, endpointId: string, jobId: string): Promise<Batch | null> {
  const [endpoint] = await ctx.db.list(webhookEndpoints, { id: endpointId }, { lock: true });
  if (!endpoint) return null;
  const busyUntil = endpoint.sendingBy === jobId ? null : endpoint.sendingUntil;
  const closedUntil = [busyUntil, endpoint.restsUntil].find((at) => at && at > ctx.now());
  if (closedUntil) {
    await wakeWebhooks(ctx, [endpointId], closedUntil);
    return null;
  }
  const owner = await actorOfUser(ctx, endpoint.ownerId);
  if (!owner && endpoint.isActive) await pauseWebhook(ctx, endpoint, 'owner');
  const deliveries = await ctx.db.rows<Delivery>(
    sql`select * from webhook_deliveries
        where tenant_id = ${ctx.tenant} and endpoint_id = ${endpointId} and state = 'waiting' and next_at <= ${ctx.now()}
        order by next_at, id limit ${atOnce}`,
  );
  if (deliveries.length === 0) return null;
  const until = new Date(ctx.now().getTime() + leaseMs);
  await ctx.db.rows(
    sql`update webhook_endpoints set sending_by = ${jobId}, sending_until = ${until} where tenant_id = ${ctx.tenant} and id = ${endpointId}`,
  );
  const workspace = { id: ctx.tenant, name: (await readTenant(ctx)).name };
  return { endpoint, secrets: secretsOf(ctx, endpoint), owner, workspace, now: ctx.now(), deliveries };
}

function secretsOf(ctx: Ctx, { secret, formerSecret, formerUntil }: Endpoint): string[] {
  const isFormerGood = formerSecret !== null && formerUntil !== null && formerUntil > ctx.now();
  return [secret, ...(isFormerGood ? [formerSecret] : [])].map((sealed) => openPassword(ctx.tenant, sealed));
}
