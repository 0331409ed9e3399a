import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { getTimeEntry } from '../contract';
import { entryFrom, entrySelect, isVisible, toEntryRow, type FlatEntry } from './entry-rows';

/** One entry that the caller may see. */
export const getTimeEntryQuery = defineQuery(getTimeEntry, {
  permission: 'time_entry.read',
  run: async (ctx, { id }) => {
    const row = await ctx.db.maybe<FlatEntry>(
      sql`select ${entrySelect(ctx)} ${entryFrom} where e.tenant_id = ${ctx.tenant} and e.id = ${id} and ${isVisible(ctx)}`,
    );
    if (!row) throw notFound('time entry');
    return toEntryRow(ctx, row);
  },
});
