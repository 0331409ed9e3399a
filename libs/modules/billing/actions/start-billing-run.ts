import { clients } from '@kelp/clients';
import { assertUnnarrowed, defineAction, type Ctx } from '@kelp/kernel';
import { sha256 } from '@kelp/platform/crypto';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { startBillingRun } from '../contract';
import { runBilling } from '../jobs/run-billing';
import { dueClients } from '../load/due-clients';
import { today } from '../load/today';
import { billingRunClients, billingRuns } from '../tables';

async function checkClients(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const known = await ctx.db.rows(
    sql`select id from clients where tenant_id = ${ctx.tenant} and id = any(${ids}::uuid[])`,
  );
  if (known.length !== ids.length) throw notFound(clients.noun);
}

const countClients = async (ctx: Ctx, runId: string) =>
  (
    await ctx.db.one<{ count: number }>(
      sql`select count(distinct client_id)::int as count from billing_run_clients where tenant_id = ${ctx.tenant} and run_id = ${runId}`,
    )
  ).count;

/** The run of this scope that is still going, or the number of its next one. */
async function latestOf(ctx: Ctx, scopeKey: string) {
  const runs = await ctx.db.list(billingRuns, { scopeKey }, { orderBy: 'id', direction: 'desc' });
  const going = runs.find(({ state }) => state === 'running' || state === 'stopping');
  return { going, next: runs.length + 1 };
}

/** A run whose job was given up after too many failures goes on with a new one. */
async function wakeIfDead(ctx: Ctx, runId: string): Promise<void> {
  const alive = await ctx.db.rows(
    sql`select 1 from jobs where tenant_id = ${ctx.tenant} and name = ${runBilling.name} and input ->> 'runId' = ${runId}
        and state not in ('dead', 'done')`,
  );
  if (alive.length === 0) await ctx.enqueue(runBilling, { runId, wake: ctx.newId() });
}

/** Stores a run with the clients that have something due; the worker does the billing. The same start at the same time is one run. */
export const startBillingRunAction = defineAction(startBillingRun, {
  permission: 'invoice.generate',
  run: async (ctx, input) => {
    const cutOff = input.cutOff ?? (await today(ctx));
    const chosen = input.clientIds ? [...new Set(input.clientIds)].sort() : null;
    if (chosen) await checkClients(ctx, chosen);
    else assertUnnarrowed(ctx.actor);
    const scopeKey = sha256(JSON.stringify([cutOff, chosen]));
    const { going, next } = await latestOf(ctx, scopeKey);
    if (going) {
      await wakeIfDead(ctx, going.id);
      return { id: going.id, isNew: false, clientCount: await countClients(ctx, going.id) };
    }
    const due = await dueClients(ctx, cutOff, chosen, 'approved');
    if (due.length === 0) return { id: null, isNew: false, clientCount: 0 };
    const runKey = `${scopeKey}:${next}`;
    const id = ctx.newId();
    const startedById = ctx.actor.kind === 'user' ? ctx.actor.id : null;
    const mine = await ctx.db.maybe(
      sql`insert into billing_runs (tenant_id, id, run_key, scope_key, cut_off, started_by, started_by_id, started_at, created_at, updated_at)
          values (${ctx.tenant}, ${id}, ${runKey}, ${scopeKey}, ${cutOff}, ${ctx.actor.name}, ${startedById}, ${ctx.now()},
            ${ctx.now()}, ${ctx.now()})
          on conflict (tenant_id, run_key) do nothing returning id`,
    );
    if (!mine) {
      const other = await ctx.db.find(billingRuns, { runKey });
      return { id: other?.id ?? null, isNew: false, clientCount: other ? await countClients(ctx, other.id) : 0 };
    }
    await ctx.db.insertMany(
      billingRunClients,
      due.map((clientId) => ({ id: ctx.newId(), runId: id, clientId })),
    );
    const after = { cutOff, clientCount: due.length };
    await recordChange(ctx, {
      action: 'billing_run.start',
      subject: 'billing_runs',
      subjectId: id,
      before: null,
      after,
    });
    await ctx.enqueue(runBilling, { runId: id });
    ctx.touch('billing_run');
    return { id, isNew: true, clientCount: due.length };
  },
});
