import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { fieldChoices } from '../contract';
import { searchNames, type Named } from '../slots';

/** What pickers of people, contacts and boards offer; at most 20, narrowed by typing. */
export const fieldChoicesQuery = defineQuery(fieldChoices, {
  permission: 'custom_field.read',
  run: async (ctx, { kind, search = '' }) => {
    const words = search.trim().toLowerCase();
    if (kind !== 'person') return { rows: await ctx.askSlot(searchNames, { kind, words }) };
    return {
      rows: await ctx.db.rows<Named>(
        sql`select id, name from users where tenant_id = ${ctx.tenant} and type = 'internal' and is_active
            and strpos(lower(name), ${words}) > 0 order by lower(name) limit 20`,
      ),
    };
  },
});
