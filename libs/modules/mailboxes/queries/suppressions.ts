import { defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { clientMailTroubles, listSuppressions, type SuppressionRow } from '../contract';

interface FlatSuppression extends Omit<SuppressionRow, 'contact'> {
  contactId: string | null;
  contactName: string | null;
  clientId: string | null;
}

async function rowsOf(ctx: ReadCtx, where: Sql, limit: number): Promise<SuppressionRow[]> {
  await ctx.time();
  const rows = await ctx.db.rows<FlatSuppression>(
    sql`select s.id, s.address, s.reason, s.detail, s.until, s.updated_at as since, k.id as contact_id, k.full_name as contact_name, k.client_id
        from mail_suppressions s left join contacts k on k.tenant_id = s.tenant_id and k.email = s.address
        where s.tenant_id = ${ctx.tenant} and (s.until is null or s.until > ${ctx.now()}) and ${where} order by s.id desc limit ${limit}`,
  );
  return rows.map(({ contactId: id, contactName: name, clientId, ...row }) => ({
    ...row,
    contact: id && name !== null ? { id, name, clientId } : null,
  }));
}

/** The addresses that get no mail now, the newest first. */
export const listSuppressionsQuery = defineQuery(listSuppressions, {
  permission: 'email_settings.read',
  run: async (ctx, { after, limit }) => {
    const cursor = readCursor(after, ['string']);
    const rows = await rowsOf(ctx, cursor ? sql`s.id < ${cursor[0]}::uuid` : sql`true`, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { rows: page, next: rows.length > limit && last ? writeCursor([last.id]) : null };
  },
});

/** The contacts of a client that get no mail now. */
export const clientMailTroublesQuery = defineQuery(clientMailTroubles, {
  permission: 'contact.read',
  run: async (ctx, { clientId }) => ({ rows: await rowsOf(ctx, sql`k.client_id = ${clientId}`, 100) }),
});
