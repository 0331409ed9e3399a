import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** The address of the billing contact of a client, or of the one it became: the one kept for bills before the main one. Null without a contact in use that has one. */
export async function billingAddressOf(ctx: ReadCtx, clientId: string): Promise<string | null> {
  const row = await ctx.db.maybe<{ email: string | null; otherEmails: { kind: string; email: string }[] }>(
    sql`select k.email, k.other_emails from clients c join clients b on b.tenant_id = c.tenant_id and b.id = coalesce(c.merged_into_id, c.id)
          join contacts k on k.tenant_id = b.tenant_id and k.id = b.billing_contact_id
        where c.tenant_id = ${ctx.tenant} and c.id = ${clientId} and not k.is_inactive`,
  );
  return row?.otherEmails.find(({ kind }) => kind === 'billing')?.email ?? row?.email ?? null;
}
