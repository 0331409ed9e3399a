import { escapeLike } from '@kelp/clients';
import { abilitiesOf, defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listContracts, type ContractRow } from '../contract';

type Flat = Omit<ContractRow, 'client'> & { clientId: string | null; clientName: string | null; sortName: string };

/** Contracts by the name of their client, then their own, keyset paged. */
export const listContractsQuery = defineQuery(listContracts, {
  permission: 'contract.read',
  run: async (ctx, { clientId, status, search, after, limit }) => {
    const cursor = readCursor(after, ['string', 'string']);
    const pattern = search ? `%${escapeLike(search)}%` : null;
    const rows = await ctx.db.rows<Flat>(
      sql`select k.id, k.name, k.client_id, c.name as client_name, k.currency, k.status, k.starts_on, k.ends_on, k.cycle,
            lower(coalesce(c.name, '') || ' ' || k.name) as sort_name,
            (select count(*)::int from contract_lines l where l.tenant_id = k.tenant_id and l.contract_id = k.id) as line_count
          from contracts k left join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
          where k.tenant_id = ${ctx.tenant} and ${ctx.visible('contract.read', 'k')}
            ${clientId ? sql`and k.client_id = ${clientId}` : sql``}
            ${status ? sql`and k.status = ${status}` : sql``}
            ${pattern ? sql`and (k.name ilike ${pattern} or c.name ilike ${pattern})` : sql``}
            ${cursor ? sql`and (lower(coalesce(c.name, '') || ' ' || k.name), k.id) > (${cursor[0]}, ${cursor[1]}::uuid)` : sql``}
          order by sort_name, k.id limit ${limit + 1}`,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map((row) => ({
        ...row,
        client: row.clientId === null ? null : { id: row.clientId, name: row.clientName ?? '' },
      })),
      next: rows.length > limit && last ? writeCursor([last.sortName, last.id]) : null,
      upTo: await ctx.upTo(),
      abilities: abilitiesOf(ctx, ['contract.create', 'contract.update']),
    };
  },
});
