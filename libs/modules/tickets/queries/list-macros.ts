import { defineQuery } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { listMacros } from '../contract/macros';
import { mayChange, usable } from '../sharing';
import type { macros } from '../tables';

/** The macros that the reader may run, own ones first. */
export const listMacrosQuery = defineQuery(listMacros, {
  permission: 'macro.use',
  run: async (ctx) => {
    const rows = await ctx.db.rows<Row<typeof macros>>(
      sql`select m.* from macros m where m.tenant_id = ${ctx.tenant} and ${usable(ctx, 'm')}
          order by m.scope = 'personal' desc, m.scope = 'team' desc, m.position, lower(m.name), m.id`,
    );
    return { rows: rows.map((row) => ({ ...row, mayChange: mayChange(ctx, row, 'macro.manage') })) };
  },
});
