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
  const [table, name] = party === 'client' ? [sql`clients`, sql`p.name`] : [sql`contacts`, sql`p.full_name`];
  const rows = await ctx.db.rows<Omit<MergedHere, 'undoUntil'>>(
    sql`select m.from_id as id, ${name} as name, m.merged_at, m.merged_by_name as merged_by
        from party_merges m join ${table} p on p.tenant_id = m.tenant_id and p.id = m.from_id
        where m.tenant_id = ${ctx.tenant} and m.party = ${party} and m.into_id = ${id} and m.undone_at is null order by m.merged_at desc, m.id`,
  );
  // Most were never merged with another one, and the time is a question to the database.
  if (rows.length === 0) return [];
  const now = await ctx.time();
  return rows.map((row) => {
    const until = new Date(row.mergedAt.getTime() + undoMs);
    return { ...row, undoUntil: until < now ? null : until };
  });
}
