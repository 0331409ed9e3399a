import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { UnrecoverableError, type Job as QueueJob } from '@kelp/platform/queue';
import { systemActor } from '../actor';
import type { DueItem } from '../define';
import { inUnit, type House } from '../unit';
import type { Queues } from './job-relay';

/** At most so many items of one tenant a round, so that one import cannot starve the others. */
const perTenant = 200;
const perRound = 2000;
/** A storm goes on in the same sweep, round by round; after so many the workers get time to catch up. */
const roundsPerSweep = 10;
export const dueJobName = 'due';

interface DueBatch {
  tenant: string;
  kind: string;
  keys: string[];
}

interface Claimed {
  tenantId: string;
  kind: string;
  key: string;
}

/** Claims the oldest due timers of tenants that are not `full`, at most so many of each. */
const claim = (house: House, full: readonly string[]): Promise<Claimed[]> =>
  house.database.asSystem((rows) =>
    rows<Claimed>(
      sql`with due as (
            select tenant_id, kind, key, due_at from due_items
            where due_at <= kelp_now() and (claimed_until is null or claimed_until < now())
              and not tenant_id = any(${full}::uuid[])
            order by due_at limit ${perRound} for update skip locked),
          ranked as (select *, row_number() over (partition by tenant_id order by due_at) as place from due)
          update due_items d set claimed_until = now() + interval '60 seconds' from ranked r
          where r.place <= ${perTenant} and d.tenant_id = r.tenant_id and d.kind = r.kind and d.key = r.key
          returning d.tenant_id, d.kind, d.key`,
    ),
  );

/** One round: where one tenant's backlog fills the look, it looks again past the tenants that had their share, so that the others do not wait for it. */
async function claimRound(house: House): Promise<{ claimed: Claimed[]; isMoreDue: boolean }> {
  const claimed: Claimed[] = [];
  const full: string[] = [];
  for (;;) {
    const found = await claim(house, full);
    claimed.push(...found);
    const counts = new Map<string, number>();
    for (const { tenantId } of found) counts.set(tenantId, (counts.get(tenantId) ?? 0) + 1);
    const sated = [...counts].filter(([, count]) => count >= perTenant).map(([tenantId]) => tenantId);
    full.push(...sated);
    if (sated.length === 0) return { claimed, isMoreDue: full.length > 0 };
  }
}

async function handOut(house: House, queues: Queues, claimed: readonly Claimed[]): Promise<void> {
  const batches = new Map<string, DueBatch>();
  for (const { tenantId, kind, key } of claimed) {
    const id = `${tenantId}:${kind}`;
    const batch = batches.get(id) ?? { tenant: tenantId, kind, keys: [] };
    batch.keys.push(key);
    batches.set(id, batch);
  }
  for (const batch of batches.values()) {
    const queue = queues[house.registry.dueKinds.get(batch.kind)?.queue ?? 'default'];
    await queue.add(dueJobName, batch, { jobId: newId(), attempts: 1, removeOnFail: { count: 1000 } });
  }
}

/**
 * Claims timers that have come due and hands them to the workers in batches of one tenant and kind, round by round while a tenant
 * has more than its share. Returns how many.
 */
export async function sweepDueItems(house: House, queues: Queues): Promise<number> {
  let total = 0;
  for (let round = 0; round < roundsPerSweep; round += 1) {
    const { claimed, isMoreDue } = await claimRound(house);
    await handOut(house, queues, claimed);
    total += claimed.length;
    if (!isMoreDue) break;
  }
  return total;
}

/** Runs one batch: the rows go, and the effects happen, in one transaction. A failing batch is redone one by one; what still fails waits. */
export async function runDueBatch(house: House, queueJob: QueueJob): Promise<void> {
  const batch = queueJob.data as DueBatch;
  if (!house.registry.dueKinds.has(batch.kind))
    throw new UnrecoverableError(`This program knows no timer "${batch.kind}".`);
  try {
    await fire(house, batch);
  } catch (error) {
    if (batch.keys.length === 1) return postpone(house, batch, error);
    for (const key of batch.keys) {
      const single = { ...batch, keys: [key] };
      await fire(house, single).catch((failure: unknown) => postpone(house, single, failure));
    }
  }
}

const callerOf = (batch: DueBatch) => ({
  tenant: batch.tenant,
  actor: systemActor(batch.kind),
  door: 'schedule' as const,
  requestId: newId(),
});

function fire(house: House, batch: DueBatch): Promise<void> {
  return inUnit(house, callerOf(batch), batch.kind, async (ctx) => {
    const items = await ctx.db.rows<DueItem>(
      sql`delete from due_items where tenant_id = ${ctx.tenant} and kind = ${batch.kind} and key = any(${batch.keys}::text[])
          and due_at <= ${ctx.now()} returning key, due_at, payload`,
    );
    if (items.length > 0) await house.registry.dueKinds.get(batch.kind)?.run(ctx, items);
  });
}

/** A timer that fails is tried again in five minutes; it is never dropped. */
async function postpone(house: House, batch: DueBatch, error: unknown): Promise<void> {
  house.log.error(
    { kind: batch.kind, keys: batch.keys, err: error },
    'a timer failed; it is tried again in five minutes',
  );
  await inUnit(house, callerOf(batch), batch.kind, (ctx) =>
    ctx.db.rows(
      sql`update due_items set claimed_until = now() + interval '5 minutes'
          where tenant_id = ${ctx.tenant} and kind = ${batch.kind} and key = any(${batch.keys}::text[])`,
    ),
  );
}
