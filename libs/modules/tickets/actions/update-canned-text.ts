import { defineAction } from '@kelp/kernel';
import { updateCannedText } from '../contract/canned-texts';
import { assertPlaces } from '../fill-text';
import { assertMayChange, chooseSharing } from '../sharing';
import { cannedTexts } from '../tables';

/** Changes a text: one's own, or a shared one by whom may manage shared texts. */
export const updateCannedTextAction = defineAction(updateCannedText, {
  permission: 'canned_text.use',
  run: async (ctx, { id, version, scope, teamId, ...fields }) => {
    const before = await ctx.db.lock(cannedTexts, id);
    assertMayChange(ctx, before, 'canned_text.manage', 'canned text');
    assertPlaces(fields.body, 'body');
    const isShared = scope !== undefined || teamId !== undefined;
    const wish = { scope: scope ?? before.scope, teamId: teamId ?? before.teamId };
    const sharing = isShared ? await chooseSharing(ctx, wish, 'canned_text.manage') : {};
    const after = await ctx.db.update(cannedTexts, id, { ...fields, ...sharing }, version);
    ctx.touch('canned_text');
    return { id, version: after.version };
  },
});
