import type { Ctx } from '@kelp/kernel';
import type { Table } from '@kelp/platform/db';
import type { ListPlan } from './domain/plan-list';

interface Placed {
  id?: string | undefined;
  version?: number | undefined;
  position: number;
}

/**
 * Writes a list as planned: what goes first, so that its name is free again, then what stays, then what is new. `columnsOf` gives the columns
 * of an entry. Returns the ids of all entries in their order. A row that somebody changed meanwhile is refused as stale.
 */
export async function applyPlan<I extends { name: string; version?: number | undefined }>(
  ctx: Ctx,
  table: Table,
  plan: ListPlan<I>,
  columnsOf: (item: I & Placed) => object,
): Promise<string[]> {
  const removed = { removedAt: ctx.now(), ...('isDefault' in table.columns ? { isDefault: false } : {}) };
  for (const { id } of plan.removed) await ctx.db.update(table, id, removed as never);
  const ids: string[] = [];
  for (const item of plan.kept) {
    await ctx.db.update(table, item.id, columnsOf(item) as never, item.version);
    ids[item.position] = item.id;
  }
  for (const item of plan.added) {
    const id = ctx.newId();
    await ctx.db.insert(table, { id, ...columnsOf(item) } as never);
    ids[item.position] = id;
  }
  ctx.touch('board');
  return ids;
}
