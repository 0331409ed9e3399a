import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { pictureType } from '../branding/picture-type';
import { saveBranding } from '../contract';
import { lockWorkspace } from '../lock-workspace';
import { brandingOf } from '../queries/get-branding';
import { brandings, brandLogos } from '../tables';

type Picture = NonNullable<z.output<typeof saveBranding.input>['logo']>;

/**
 * Saves colour and logo. Former logos are kept: mails that were sent show them. A stale write is refused with the names of the fields that differ,
 * anything but a PNG or JPEG picture with a sentence.
 */
export const saveBrandingAction = defineAction(saveBranding, {
  permission: 'branding.update',
  run: async (ctx, { version, colour, logo }) => {
    await lockWorkspace(ctx);
    const before = await ctx.db.find(brandings, {});
    const patch = {
      ...(colour === undefined ? {} : { colour }),
      ...(logo === undefined ? {} : { logoId: logo && (await addLogo(ctx, logo)) }),
    };
    if (before) await ctx.db.update(brandings, before.id, patch, version);
    else await ctx.db.insert(brandings, { colour: null, logoId: null, ...patch });
    ctx.touch('branding');
    return brandingOf(ctx);
  },
});

async function addLogo(ctx: Ctx, logo: Picture): Promise<string> {
  const { id } = await ctx.db.insert(brandLogos, {
    id: ctx.newId(),
    ...logo,
    contentType: pictureType(logo),
    addedAt: ctx.now(),
  });
  return id;
}
