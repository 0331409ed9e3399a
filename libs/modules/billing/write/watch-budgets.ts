import { projectNotices } from '@kelp/contracts';
import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, groupBy, inForce, roundHalfAway } from '@kelp/std';
import { reachedLevels } from '../domain/budget-levels';
import { openDays } from '../domain/unbilled';
import { projectBudgetReached } from '../events';
import { approvedRows } from '../load/approved-rows';
import { draftsOfRows } from '../load/load-drafts';
import { loadRows } from '../load/load-rows';
import { today } from '../load/today';

interface Budget {
  lineId: string;
  clientId: string;
  contractId: string;
  name: string;
  currency: string;
  measure: 'money' | 'time';
  used: bigint;
  budget: bigint;
}

/** Clients with a project that has not ended. */
async function withProjects({ db, tenant }: Ctx, clientIds: readonly string[], on: string): Promise<string[]> {
  const rows = await db.rows<{ clientId: string }>(
    sql`select distinct c.client_id from contract_lines l join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id and c.status = 'active'
        where l.tenant_id = ${tenant} and l.kind = 'project' and c.client_id = any(${[...clientIds]}::uuid[])
          and (l.ends_on is null or l.ends_on > ${on}::date)`,
  );
  return rows.map(({ clientId }) => clientId);
}

async function workedOn({ db, tenant }: Ctx, lineIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.rows<{ lineId: string; minutes: number }>(
    sql`select contract_line_id as line_id, sum(minutes)::int as minutes from time_entries
        where tenant_id = ${tenant} and contract_line_id = any(${[...lineIds]}::uuid[]) group by contract_line_id`,
  );
  return new Map(rows.map(({ lineId, minutes }) => [lineId, minutes]));
}

/** What projects have used of their budgets: work by the hour in money, billed or not, as if all of it were approved; planned hours in time. */
async function budgetsOf(ctx: Ctx, clientIds: readonly string[], on: string): Promise<Budget[]> {
  const rows = approvedRows(await loadRows(ctx, clientIds, addDays(on, openDays)));
  const drafts = await draftsOfRows(ctx, rows, addDays(on, openDays), ctx.now());
  const worth = new Map<string, bigint>();
  for (const { result } of drafts) {
    for (const { kind, contractLineId, gross } of result?.lines ?? []) {
      if (kind === 'time' && contractLineId) worth.set(contractLineId, (worth.get(contractLineId) ?? 0n) + gross);
    }
  }
  const projects = rows.lines.filter(({ kind }) => kind === 'project');
  const charged = new Map(rows.projects.map((project) => [project.lineId, project.charged]));
  const minutes = await workedOn(
    ctx,
    projects.map(({ id }) => id),
  );
  const termsOf = groupBy(rows.terms, ({ lineId }) => lineId);
  return projects.flatMap((line): Budget[] => {
    const terms = inForce(termsOf.get(line.id) ?? [], on);
    if (!terms) return [];
    const { id: lineId, clientId, contractId, name, currency } = line;
    const base = { lineId, clientId, contractId, name, currency };
    const spent = (charged.get(lineId) ?? 0n) + (worth.get(lineId) ?? 0n);
    const planned = terms.includedMinutes;
    return [
      ...(line.projectBilling === 'hourly'
        ? [{ ...base, measure: 'money' as const, used: spent, budget: roundHalfAway(terms.price ?? '0') }]
        : []),
      ...(planned === null
        ? []
        : [{ ...base, measure: 'time' as const, used: BigInt(minutes.get(lineId) ?? 0), budget: BigInt(planned) }]),
    ];
  });
}

/** Tells once for each level of each budget that is reached; a new budget is told anew. */
export async function watchBudgets(ctx: Ctx, clientIds: readonly string[]): Promise<void> {
  const on = await today(ctx);
  const watched = await withProjects(ctx, clientIds, on);
  if (watched.length === 0) return;
  const reached = (await budgetsOf(ctx, watched, on)).flatMap((budget) =>
    reachedLevels(budget.used, budget.budget).map((percent) => ({ ...budget, percent })),
  );
  if (reached.length === 0) return;
  const told = await ctx.db.list(projectNotices, { lineId: [...new Set(reached.map(({ lineId }) => lineId))] });
  const keyOf = (one: { lineId: string; measure: string; budget: bigint | string; percent: number }) =>
    [one.lineId, one.measure, one.budget, one.percent].join(' ');
  const known = new Set(told.map(keyOf));
  const fresh = reached.filter((one) => !known.has(keyOf(one)));
  await ctx.db.insertMany(
    projectNotices,
    fresh.map(({ lineId, measure, budget, percent }) => ({
      ...{ lineId, measure, budget: budget.toString(), percent, toldAt: ctx.now() },
    })),
  );
  // Of several levels at once only the highest is worth a word.
  for (const own of groupBy(fresh, ({ lineId, measure }) => `${lineId} ${measure}`).values()) {
    const { used, budget, ...highest } = own.reduce((a, b) => (b.percent > a.percent ? b : a));
    ctx.emit(projectBudgetReached, highest.lineId, { ...highest, used: used.toString(), budget: budget.toString() });
  }
}
