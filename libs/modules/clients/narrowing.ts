import { defineNarrowing, type NamedRecord } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { escapeLike } from './queries/escape-like';
import { clients } from './tables';

/** How policy packs may narrow clients, and with them contacts, locations, tickets, contracts, invoices: whatever names a client. */
export const clientNarrowing = defineNarrowing('client', clients, {
  find: (ctx, by) => {
    const which = 'ids' in by ? sql`c.id = any(${by.ids}::uuid[])` : sql`c.name ilike ${`%${escapeLike(by.words)}%`}`;
    return ctx.db.rows<NamedRecord>(
      sql`select c.id, c.name from clients c where c.tenant_id = ${ctx.tenant} and c.merged_into_id is null and ${which}
          and ${ctx.visible('client.read', 'c')} order by lower(c.name) limit ${'ids' in by ? 500 : 20}`,
    );
  },
  ways: {
    portfolio: {
      label: 'clients whose account manager they are',
      sql: ({ me }) => sql`x.account_manager_id = ${me}`,
    },
    selected: {
      label: 'the chosen clients',
      names: 'client',
      // a client that was merged leads to the one it went into
      sql: ({
        tenant,
        ids,
      }) => sql`(x.id = any(${ids}::uuid[]) or x.id in (select m.merged_into_id from public.clients m
        where m.tenant_id = ${tenant} and m.id = any(${ids}::uuid[]) and m.merged_into_id is not null))`,
    },
  },
});
