import { defineQuery } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { listCannedTexts } from '../contract/canned-texts';
import { mayChange, usable } from '../sharing';
import type { cannedTexts } from '../tables';

/** The texts that the reader may insert. Own ones come first: where shortcuts are equal, the first wins. */
export const listCannedTextsQuery = defineQuery(listCannedTexts, {
  permission: 'canned_text.use',
  run: async (ctx) => {
    const rows = await ctx.db.rows<Row<typeof cannedTexts>>(
      sql`select c.* from canned_texts c where c.tenant_id = ${ctx.tenant} and ${usable(ctx, 'c')}
          order by c.scope = 'personal' desc, c.scope = 'team' desc, c.shortcut, c.id`,
    );
    return { rows: rows.map((row) => ({ ...row, mayChange: mayChange(ctx, row, 'canned_text.manage') })) };
  },
});
