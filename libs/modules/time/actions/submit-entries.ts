import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { submitTime } from '../contract';
import { lockEntries } from '../decide';
import { submitEach } from '../submit-each';

/** Hands in drafts and entries that were sent back: the caller's own, or others' by one who may act for them. */
export const submitTimeAction = defineAction(submitTime, {
  permission: 'time_sheet.submit',
  run: async (ctx, chosen) => {
    const entries = await lockEntries(ctx, chosen);
    const isForeign = entries.some((entry) => entry.userId !== ctx.actor.id);
    if (isForeign && !ctx.can('time_sheet.act_for_others')) throw notFound('time entry');
    return submitEach(ctx, entries);
  },
});
