import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { today } from '../queries/today';
import type { ShownPrice } from './tables';

/**
 * The list prices of these services today in the client's currency (the workspace's where the client has none), by service. A service that is
 * no longer sold, or has no price in that currency, is left out.
 */
export async function pricesFor(
  ctx: ReadCtx,
  clientId: string,
  serviceIds: readonly (string | null)[],
): Promise<Map<string, ShownPrice>> {
  const ids = [...new Set(serviceIds.flatMap((id) => id ?? []))];
  if (ids.length === 0) return new Map();
  const date = await today(ctx);
  const rows = await ctx.db.rows<ShownPrice & { id: string }>(
    sql`select s.id, s.unit, p.currency, p.unit_price::text as unit_price from services s
        join service_prices p on p.tenant_id = s.tenant_id and p.service_id = s.id
          and p.valid_from <= ${date} and (p.valid_to is null or p.valid_to > ${date})
        where s.tenant_id = ${ctx.tenant} and s.id = any(${ids}::uuid[]) and s.is_active
          and p.currency = (select coalesce(c.currency, t.currency) from clients c join tenants t on t.id = c.tenant_id
            where c.tenant_id = s.tenant_id and c.id = ${clientId})`,
  );
  return new Map(rows.map(({ id, ...price }) => [id, price]));
}
