import { defineAction, type Ctx, type z } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid, toDecimal } from '@kelp/std';
import { setMilestones } from '../contract';
import { contractUpdated } from '../events';
import type { ProjectHeld } from '../slots';
import { contractLines, contracts } from '../tables';
import { projectMilestones } from '../tables/projects';
import { assertMilestones, heldOf, lastPrice, noMilestones, onInvoice, shareColumns } from '../write-project';

type Wanted = z.output<typeof setMilestones.input>['milestones'][number];
type Milestone = Row<typeof projectMilestones>;

const sameNumber = (a: string | null, b: string | null) =>
  a === null || b === null ? a === b : toDecimal(a).equals(toDecimal(b));

/** What is on an invoice keeps its name and share, wherever it stands among the others. */
function assertKept(
  before: readonly Milestone[],
  wanted: readonly Wanted[],
  held: ReadonlyMap<string, ProjectHeld>,
): void {
  for (const one of before) {
    const holds = held.get(one.id);
    const after = wanted.find(({ id }) => id === one.id);
    if (!holds) {
      if (!after && one.completedOn !== null) {
        throw invalid(`${one.name} is completed. Open it again before you take it away.`, { milestones: 'Completed.' });
      }
      continue;
    }
    const columns = after && shareColumns(after);
    const isSame =
      columns !== undefined &&
      columns.name === one.name &&
      columns.kind === one.kind &&
      sameNumber(columns.amount, one.amount) &&
      sameNumber(columns.percent, one.percent);
    if (!isSame) throw onInvoice(one.name, holds);
  }
}

async function write(
  ctx: Ctx,
  lineId: string,
  before: readonly Milestone[],
  wanted: readonly Wanted[],
): Promise<string[]> {
  const kept = new Set(wanted.map(({ id }) => id));
  for (const one of before.filter(({ id }) => !kept.has(id))) await ctx.db.remove(projectMilestones, one.id);
  // The one that takes the rest gives it up before another takes it.
  for (const one of before.filter(({ id, kind }) => kind === 'rest' && kept.has(id))) {
    const after = wanted.find(({ id }) => id === one.id);
    if (after && after.share.kind !== 'rest') await ctx.db.update(projectMilestones, one.id, shareColumns(after));
  }
  const ids: string[] = [];
  for (const [at, milestone] of wanted.entries()) {
    const columns = { position: at + 1, ...shareColumns(milestone) };
    const written = milestone.id
      ? await ctx.db.update(projectMilestones, milestone.id, columns)
      : await ctx.db.insert(projectMilestones, { lineId, ...columns });
    ids.push(written.id);
  }
  return ids;
}

/** The milestones of a project in their order; those on an invoice stay as they are. Returns what of the price nobody has. */
export const setMilestonesAction = defineAction(setMilestones, {
  permission: 'contract.update',
  run: async (ctx, { lineId, milestones }) => {
    const { contractId } = await ctx.db.get(contractLines, lineId);
    const contract = await ctx.db.lock(contracts, contractId);
    const line = await ctx.db.lock(contractLines, lineId);
    if (line.projectBilling !== 'milestones') throw noMilestones(line);
    const before = await ctx.db.list(projectMilestones, { lineId }, { orderBy: 'position', lock: true });
    const known = new Set(before.map(({ id }) => id));
    const named = milestones.flatMap(({ id }) => id ?? []);
    if (named.some((id) => !known.has(id)) || new Set(named).size !== named.length) {
      throw invalid('One of these milestones belongs to another project, or is there twice. Reload and try again.');
    }
    const held = await heldOf(ctx, lineId);
    assertKept(before, milestones, held);
    const shares = milestones.map((one) => ({ ...shareColumns(one), billed: held.get(one.id ?? '')?.amount ?? null }));
    const unallocated = assertMilestones(ctx, contract, await lastPrice(ctx, lineId), shares);
    const ids = await write(ctx, lineId, before, milestones);
    ctx.emit(contractUpdated, contractId, { contractId, clientId: contract.clientId });
    return { ids, unallocated };
  },
});
