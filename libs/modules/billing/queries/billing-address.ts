import { addressLine } from '@kelp/clients';
import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** Where a document of this client goes: the address of its billing profile, else that of its billing location; null without any. */
export async function billingAddressOf(
  ctx: ReadCtx,
  document: { clientId: string; billingProfileId: string },
): Promise<string | null> {
  const { address } = await ctx.db.one<{ address: string | null }>(
    sql`select coalesce(nullif(p.address, ''), nullif(l.address, '')) as address from billing_profiles p
        left join lateral (
          select ${addressLine} as address from client_locations l where tenant_id = p.tenant_id and client_id = ${document.clientId} and (is_billing or is_default)
          order by is_billing desc limit 1) l on true
        where p.tenant_id = ${ctx.tenant} and p.id = ${document.billingProfileId}`,
  );
  return address;
}
