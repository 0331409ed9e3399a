import { defineAction } from '@kelp/kernel';
import { createCannedText } from '../contract/canned-texts';
import { assertPlaces } from '../fill-text';
import { chooseSharing } from '../sharing';
import { cannedTexts } from '../tables';

/** A new text to insert: one's own, or shared by whom may manage shared texts. */
export const createCannedTextAction = defineAction(createCannedText, {
  permission: 'canned_text.use',
  run: async (ctx, { name, shortcut, body, scope, teamId }) => {
    const sharing = await chooseSharing(ctx, { scope, teamId }, 'canned_text.manage');
    assertPlaces(body, 'body');
    const { id } = await ctx.db.insert(cannedTexts, { name, shortcut, body, ...sharing });
    ctx.touch('canned_text');
    return { id };
  },
});
