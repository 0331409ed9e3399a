import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import type { MergedHere } from '../contract';
import type { Party } from './tables';
import { undoMs } from './undo-merge';

/** Ids of a client and of those that were merged into it, as a subselect: for lists of rows that keep the name they were written with. */
export const mergedClients = (ctx: ReadCtx, clientId: string): Sql =>
  sql`(select id from clients where tenant_id = ${ctx.tenant} and (id = ${clientId} or merged_into_id = ${clientId}))`;

/** The same for a contact. */
export const mergedContacts = (ctx: ReadCtx, contactId: string): Sql =>
  sql`(select id from contacts where tenant_id = ${ctx.tenant} and (id = ${contactId} or merged_into_id = ${contactId}))`;

/** What was merged into this client or contact and is a part of it; the newest first. */
export async function mergedInto(ctx: ReadCtx, party: Party, id: string): Promise<MergedHere[]> {
  const name =
    party === 'client'
      ? sql`(select name from clients where tenant_id = m.tenant_id and id = m.from_id)`
      : sql`(select full_name from contacts where tenant_id = m.tenant_id and id = m.from_id)`;
  const rows = await ctx.db.rows<Omit<MergedHere, 'undoUntil' | 'name'> & { name: string | null }>(
    sql`select m.from_id as id, ${name} as name, m.merged_at, m.merged_by_name as merged_by from party_merges m
        where m.tenant_id = ${ctx.tenant} and m.party = ${party} and m.into_id = ${id} and m.undone_at is null order by m.merged_at desc, m.id`,
  );
  const now = (await ctx.time()).getTime();
  return rows.flatMap((row) => {
    const until = new Date(row.mergedAt.getTime() + undoMs);
    return row.name === null ? [] : [{ ...row, name: row.name, undoUntil: until.getTime() < now ? null : until }];
  });
}
