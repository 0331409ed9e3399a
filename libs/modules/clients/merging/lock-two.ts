import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import type { clients, contacts } from '../tables';

/** Both rows, locked in the order of their ids, so that two merges at one moment wait for each other. */
export async function lockTwo<T extends typeof clients | typeof contacts>(
  ctx: Ctx,
  table: T,
  id: string,
  intoId: string,
): Promise<[Row<T>, Row<T>]> {
  const rows = new Map<string, Row<T>>();
  for (const one of [id, intoId].sort()) rows.set(one, await ctx.db.lock(table, one));
  return [rows.get(id) as Row<T>, rows.get(intoId) as Row<T>];
}
