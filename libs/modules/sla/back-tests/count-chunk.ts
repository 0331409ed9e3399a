import type { Ctx } from '@kelp/kernel';
import { sql, type Row, type Sql } from '@kelp/platform/db';
import { compareVerdicts, type BackTestResult } from '../domain/compare-verdicts';
import { readEdition } from '../domain/merge-targeting';
import type { SlaFact } from '../domain/sla-fact';
import type { SlaPolicy } from '../domain/sla-policy';
import { loadHistories } from '../facts';
import { loadPolicies } from '../policies';
import { slaBackTests } from '../tables';
import { policiesOf, type BackTestPlan } from './back-test-plan';

const chunk = 500;

/** Tickets closed in the period that ever had one of the plan's policies. Alias `t`. */
export function countedTickets(tenant: string, plan: BackTestPlan, since: Date, until: Date): Sql {
  const ids = plan.policies.map(({ id }) => id);
  return sql`from tickets t where t.tenant_id = ${tenant} and t.is_closed and t.closed_at >= ${since} and t.closed_at < ${until}
    and exists (select 1 from sla_facts f where f.tenant_id = t.tenant_id and f.ticket_id = t.id and f.data ->> 'policyId' = any(${ids}::text[]))`;
}

/** Counts the next chunk of a back-test; false when nothing is left of it or a newer one took its place. */
export async function countChunk(ctx: Ctx, id: string): Promise<boolean> {
  const [test] = await ctx.db.list(slaBackTests, { id }, { lock: true, limit: 1 });
  if (!test || (test.state !== 'waiting' && test.state !== 'running')) return false;
  const after = test.cursor === '' ? sql`true` : sql`t.id > ${test.cursor}`;
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select t.id ${countedTickets(ctx.tenant, test.draft, test.since, test.until)} and ${after} order by t.id limit ${chunk}`,
  );
  const last = rows.at(-1);
  const ids = rows.map((row) => row.id);
  const result = await judge(ctx, test, ids);
  const isDone = !last || rows.length < chunk;
  await ctx.db.update(slaBackTests, id, {
    state: isDone ? 'done' : 'running',
    done: isDone ? test.done + ids.length : Math.min(test.done + ids.length, test.total),
    ...(isDone ? { total: test.done + ids.length } : {}),
    cursor: last?.id ?? test.cursor,
    result,
  });
  return !isDone;
}

async function judge(ctx: Ctx, test: Row<typeof slaBackTests>, ids: readonly string[]): Promise<BackTestResult> {
  const result = structuredClone(test.result);
  const histories = await loadHistories(ctx, ids);
  const editions = new Set(histories.flatMap(({ facts }) => facts.flatMap(editionsIn)));
  const [today, draft] = [policiesOf(test.draft, 'today'), policiesOf(test.draft, 'draft')];
  const isTried = (edition: string) => today.has(readEdition(edition).policyId);
  // A ticket may have had other policies as well: those are the same on both sides.
  const others = await loadPolicies(ctx, new Set([...editions].filter((edition) => !isTried(edition))));
  const named = (side: ReadonlyMap<string, SlaPolicy>): Record<string, SlaPolicy> => {
    const tried = [...editions].flatMap((edition) => {
      const policy = side.get(readEdition(edition).policyId);
      return policy ? [[edition, policy] as const] : [];
    });
    return { ...others, ...Object.fromEntries(tried) };
  };
  const sides = { today: named(today), draft: named(draft) };
  for (const { ticketId, facts } of histories) compareVerdicts(result, ticketId, facts, sides, ctx.now());
  return result;
}

const editionsIn = (fact: SlaFact): string[] =>
  (fact.kind === 'created' || fact.kind === 'retargeted') && fact.data.policyId !== null ? [fact.data.policyId] : [];
