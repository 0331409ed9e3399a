import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { isGivenUp, nextTry, restMs } from '../domain/retry-plan';
import { wakeWebhooks, type Endpoint } from '../lock-webhook';
import { pauseWebhook } from '../pause-webhook';
import { webhookAttempts, webhookEndpoints } from '../tables';
import type { Outcome } from './send-delivery';

/** Writes what became of a batch, the health of its webhook, and when there is more to send. Returns whether more is due now. */
export async function settleBatch(ctx: Ctx, endpointId: string, outcomes: readonly Outcome[]): Promise<boolean> {
  const [endpoint] = await ctx.db.list(webhookEndpoints, { id: endpointId }, { lock: true });
  if (!endpoint) return false;
  await writeOutcomes(ctx, outcomes);
  const after = await writeHealth(ctx, endpoint, outcomes);
  const isGone = outcomes.some(({ kind }) => kind === 'gone');
  const isTooMuch = after.failingSince !== null && isGivenUp(after.failures, after.failingSince, ctx.now());
  if (endpoint.isActive && (isGone || isTooMuch)) await pauseWebhook(ctx, after, isGone ? 'gone' : 'failures');
  ctx.touch('webhook');
  return setNext(ctx, after);
}

async function writeOutcomes(ctx: Ctx, outcomes: readonly Outcome[]): Promise<void> {
  await ctx.db.insertMany(
    webhookAttempts,
    outcomes
      .filter(({ kind }) => kind !== 'skipped')
      .map(({ delivery, statusCode, answer, error, tookMs }) => ({
        ...{ deliveryId: delivery.id, n: delivery.attempts + 1, at: ctx.now(), statusCode, answer, error, tookMs },
      })),
  );
  const rows = outcomes.map((outcome) => ({ ...movedTo(ctx, outcome), id: outcome.delivery.id }));
  await ctx.db.rows(
    sql`update webhook_deliveries d set state = o.state, next_at = o.next_at, body = coalesce(d.body, o.body), status_code = o.status_code,
          error = o.error, tries = d.tries + o.tried, attempts = d.attempts + o.tried,
          delivered_at = case when o.state = 'delivered' then ${ctx.now()}::timestamptz else d.delivered_at end
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o (id uuid, state text, next_at timestamptz, body text, status_code integer,
          error text, tried integer)
        where d.tenant_id = ${ctx.tenant} and d.id = o.id`,
  );
}

function movedTo(ctx: Ctx, { kind, delivery, body, statusCode, error }: Outcome) {
  const next = kind === 'failed' ? nextTry(delivery.tries + 1, ctx.now()) : null;
  const ended = { taken: 'delivered', failed: 'failed', gone: 'failed', skipped: 'skipped' }[kind];
  return {
    state: next ? 'waiting' : ended,
    next_at: next?.toISOString() ?? null,
    body,
    status_code: statusCode,
    error,
    tried: kind === 'skipped' ? 0 : 1,
  };
}

/** The health stands beside what a person saves and makes no new version of it. */
async function writeHealth(ctx: Ctx, before: Endpoint, outcomes: readonly Outcome[]): Promise<Endpoint> {
  const isOk = outcomes.some(({ kind }) => kind === 'taken');
  const failed = outcomes.filter(({ kind }) => kind === 'failed' || kind === 'gone');
  const failures = isOk ? 0 : before.failures + failed.length;
  const health = {
    failures,
    failingSince: failures === 0 ? null : (before.failingSince ?? ctx.now()),
    restsUntil: failed.length > 0 && !isOk ? new Date(ctx.now().getTime() + restMs(failures)) : null,
    lastOkAt: isOk ? ctx.now() : before.lastOkAt,
    lastFailedAt: failed.length > 0 ? ctx.now() : before.lastFailedAt,
    lastError: failed.at(-1)?.error ?? before.lastError,
  };
  await ctx.db.rows(
    sql`update webhook_endpoints set failures = ${health.failures}, failing_since = ${health.failingSince}, rests_until = ${health.restsUntil},
          last_ok_at = ${health.lastOkAt}, last_failed_at = ${health.lastFailedAt}, last_error = ${health.lastError},
          sending_by = null, sending_until = null
        where tenant_id = ${ctx.tenant} and id = ${before.id}`,
  );
  return { ...before, ...health };
}

/** The webhook is locked, so that a delivery written meanwhile is seen here or sets the timer after us. */
async function setNext(ctx: Ctx, { id, restsUntil }: Endpoint): Promise<boolean> {
  const { at } = await ctx.db.one<{ at: Date | null }>(
    sql`select min(next_at) as at from webhook_deliveries where tenant_id = ${ctx.tenant} and endpoint_id = ${id} and state = 'waiting'`,
  );
  if (!at) return false;
  const next = restsUntil && restsUntil > at ? restsUntil : at;
  await wakeWebhooks(ctx, [id], next);
  return next <= ctx.now();
}
