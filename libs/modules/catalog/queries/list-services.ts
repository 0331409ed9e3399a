import { escapeLike } from '@kelp/clients';
import { abilitiesOf, defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listServices } from '../contract';
import { serviceCards, type ServiceRow } from './service-cards';

/** Services by name with their prices, keyset paged. */
export const listServicesQuery = defineQuery(listServices, {
  permission: 'service.read',
  run: async (ctx, { search, billingMethod, includeInactive, after, limit }) => {
    const cursor = readCursor(after, ['string', 'string']);
    const rows = await ctx.db.rows<ServiceRow & { sortName: string }>(
      sql`select s.*, lower(s.name) as sort_name from services s
          where s.tenant_id = ${ctx.tenant} and ${ctx.visible('service.read', 's')}
            ${includeInactive ? sql`` : sql`and s.is_active`}
            ${billingMethod ? sql`and s.billing_method = ${billingMethod}` : sql``}
            ${search ? sql`and s.name ilike ${`%${escapeLike(search)}%`}` : sql``}
            ${cursor ? sql`and (lower(s.name), s.id) > (${cursor[0]}, ${cursor[1]}::uuid)` : sql``}
          order by lower(s.name), s.id limit ${limit + 1}`,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: await serviceCards(ctx, page),
      next: rows.length > limit && last ? writeCursor([last.sortName, last.id]) : null,
      upTo: await ctx.upTo(),
      abilities: abilitiesOf(ctx, ['service.create', 'service.update', 'tax.read']),
    };
  },
});
