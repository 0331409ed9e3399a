import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invoices } from '../tables';

/**
 * Holds the accounts of these clients until the commit, so that two at once cannot use the same cent of credit: the rows of credit
 * are insert only and cannot be locked themselves. Taken before any invoice, in the order of ids. Rooms that only refer to the client
 * are not held up.
 */
export async function lockAccounts(ctx: Ctx, clientIds: readonly string[]): Promise<void> {
  await ctx.db.rows(
    sql`select 1 from clients where tenant_id = ${ctx.tenant} and id = any(${clientIds}::uuid[]) order by id for no key update`,
  );
}

/** The same for the clients of these invoices that have any credit. */
export async function lockAccountsOf(ctx: Ctx, invoiceIds: readonly string[]): Promise<void> {
  const owners = await ctx.db.rows<{ clientId: string }>(
    sql`select distinct i.client_id from invoices i where i.tenant_id = ${ctx.tenant} and i.id = any(${invoiceIds}::uuid[])
          and exists (select from credit_lots l where l.tenant_id = i.tenant_id and l.client_id = i.client_id)`,
  );
  if (owners.length > 0) {
    await lockAccounts(
      ctx,
      owners.map(({ clientId }) => clientId),
    );
  }
}

/** An invoice, locked after the account of its client. Throws not_found. */
export async function lockWithAccount(ctx: Ctx, id: string) {
  const { clientId } = await ctx.db.get(invoices, id);
  await lockAccounts(ctx, [clientId]);
  return ctx.db.lock(invoices, id);
}
