import { defineAction } from '@kelp/kernel';
import { deleteCannedText } from '../contract/canned-texts';
import { assertMayChange } from '../sharing';
import { cannedTexts } from '../tables';

/** Takes a text away; what was written with it stays. */
export const deleteCannedTextAction = defineAction(deleteCannedText, {
  permission: 'canned_text.use',
  run: async (ctx, { id }) => {
    assertMayChange(ctx, await ctx.db.lock(cannedTexts, id), 'canned_text.manage', 'canned text');
    await ctx.db.remove(cannedTexts, id);
    ctx.touch('canned_text');
    return { id };
  },
});
