import { fillServerSlot, mailFrame } from '@kelp/kernel';
import { readableTone } from '@kelp/std';
import { portalAddress } from '../public-address';
import { brandOnce, logoPath } from './read-brand';

const paper = '#ffffff';
const blue = '#1f66bd';

/** Mails to clients stand in the workspace's frame once it has chosen a colour or a logo. */
export const brandedMail = fillServerSlot(mailFrame, async (ctx) => {
  const { name, colour, logoId } = await brandOnce(ctx);
  if (!colour && !logoId) return null;
  return {
    name,
    colour: readableTone(colour ?? blue, [paper], 4.5, '#000000'),
    logo: logoId ? `${await portalAddress(ctx)}${logoPath(ctx.tenant, logoId)}` : null,
  };
});
