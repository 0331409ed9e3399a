import { defineAction } from '@kelp/kernel';
import { createTimeEntry } from '../contract';
import { requireHandingIn } from '../delegates';
import { writeEntry } from '../write-entry';

/** Logs time on a ticket or on nothing in particular; a draft unless it is handed in at once. Overlaps come back as warnings. */
export const createTimeEntryAction = defineAction(createTimeEntry, {
  permission: 'time_entry.create',
  run: async (ctx, input) => {
    if (input.submit) {
      ctx.require('time_sheet.submit');
      requireHandingIn(ctx, input.userId);
    }
    const { entry, later, warnings } = await writeEntry(ctx, input);
    return { id: entry.id, version: entry.version, warnings, laterIds: later.map(({ id }) => id) };
  },
});
