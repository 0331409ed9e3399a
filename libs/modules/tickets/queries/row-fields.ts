import { fieldWords } from '@kelp/fields';
import type { ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import type { TicketRow } from '../contract';
import type { tickets } from '../tables';

type Custom = Row<typeof tickets>['custom'];

/** The rows with the custom fields that were asked for, in words; untouched when none were. */
export async function withFields(
  ctx: ReadCtx,
  rows: readonly TicketRow[],
  keys: readonly string[] | undefined,
): Promise<TicketRow[]> {
  if (!keys || keys.length === 0 || rows.length === 0) return [...rows];
  const ids = rows.map(({ id }) => id);
  const found = await ctx.db.rows<{ id: string; custom: Custom }>(
    sql`select id, custom from tickets where tenant_id = ${ctx.tenant} and id = any(${ids}::uuid[])`,
  );
  const words = await fieldWords(
    ctx,
    'ticket',
    keys,
    found.map(({ custom }) => custom),
  );
  const byId = new Map(found.map(({ id }, at) => [id, words[at] ?? {}]));
  return rows.map((row) => ({ ...row, fields: byId.get(row.id) ?? {} }));
}
