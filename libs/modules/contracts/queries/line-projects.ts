import type { ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { groupBy, inForce } from '@kelp/std';
import type { ProjectCard } from '../contract';
import { depositAmount, milestonesAt } from '../domain/project-sentences';
import { projectsHeld } from '../slots';
import type { contractLines, contractLineTerms } from '../tables';
import { projectDeposits, projectMilestones } from '../tables/projects';

type Line = Row<typeof contractLines>;
type Terms = Row<typeof contractLineTerms>;

/** How the projects among these lines stand, by the id of the line; `terms` are those of all dates. */
export async function readProjects(ctx: ReadCtx, lines: readonly Line[]) {
  const lineIds = lines.filter(({ kind }) => kind === 'project').map(({ id }) => id);
  if (lineIds.length === 0) return { projectOf: () => null };
  const [milestones, deposits, { held, charged }, worked] = await Promise.all([
    ctx.db.list(projectMilestones, { lineId: lineIds }, { orderBy: 'position' }),
    ctx.db.list(projectDeposits, { lineId: lineIds }, { orderBy: 'dueOn' }),
    ctx.askSlot(projectsHeld, { lineIds }),
    ctx.db.rows<{ lineId: string; minutes: number }>(
      sql`select contract_line_id as line_id, sum(minutes)::int as minutes from time_entries
          where tenant_id = ${ctx.tenant} and contract_line_id = any(${lineIds}::uuid[]) group by contract_line_id`,
    ),
  ]);
  const holds = new Map(held.map((one) => [one.id, one]));
  const minutesOf = new Map(worked.map(({ lineId, minutes }) => [lineId, minutes]));
  const [milestonesOf, depositsOf] = [groupBy(milestones, (one) => one.lineId), groupBy(deposits, (one) => one.lineId)];
  return {
    projectOf: (line: Line, terms: readonly Terms[], today: string): ProjectCard | null => {
      if (line.projectBilling === null) return null;
      const own = milestonesOf.get(line.id) ?? [];
      const price = (inForce(terms, today) ?? terms[0])?.price ?? '0';
      const { amounts, unallocated } = milestonesAt(price, own, ({ id }) => holds.get(id)?.amount ?? null);
      return {
        billing: line.projectBilling,
        unallocated: line.projectBilling === 'milestones' ? unallocated : 0n,
        milestones: own.map((one, at) => ({
          ...one,
          amount: amounts[at] ?? 0n,
          invoice: holds.get(one.id)?.invoice ?? null,
        })),
        deposits: (depositsOf.get(line.id) ?? []).map(({ amount, ...one }) => ({
          ...one,
          amount: depositAmount(amount),
          invoice: holds.get(one.id)?.invoice ?? null,
          deducted: holds.get(one.id)?.deducted ?? 0n,
        })),
        charged: charged[line.id] ?? 0n,
        workedMinutes: minutesOf.get(line.id) ?? 0,
      };
    },
  };
}
