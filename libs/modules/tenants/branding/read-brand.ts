import { fillServerSlot, mailFrame, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound, readableTone } from '@kelp/std';
import { publicAddress } from '../public-address';

/** A workspace as its clients see it. */
export interface WorkspaceBrand {
  name: string;
  /** `#rrggbb` as it was chosen; null for Kelp's blue. */
  colour: string | null;
  logoId: string | null;
  /** Counted with each change of colour or logo; 0 while nothing was chosen. */
  version: number;
}

/** Where everybody may see a logo, below the public address. The id changes with the picture, so it may be kept for good. */
export const logoPath = (tenant: string, logoId: string): string => `/brand/${tenant}/${logoId}`;

/** Name, colour and logo of the caller's workspace. Throws not_found when there is none. */
export async function readBrand(ctx: Pick<ReadCtx, 'db' | 'tenant'>): Promise<WorkspaceBrand> {
  const found = await ctx.db.maybe<WorkspaceBrand>(
    sql`select t.name, b.colour, b.logo_id, coalesce(b.version, 0) as version
        from tenants t left join brandings b on b.tenant_id = t.id where t.id = ${ctx.tenant}`,
  );
  if (!found) throw notFound('workspace');
  return found;
}

const readOnce = new WeakMap<object, Promise<WorkspaceBrand>>();

/** Mails to clients stand in the workspace's frame once it has chosen a colour or a logo. Many mails of one unit of work ask once. */
export const brandedMail = fillServerSlot(mailFrame, async (ctx) => {
  const asked = readOnce.get(ctx) ?? readBrand(ctx);
  readOnce.set(ctx, asked);
  const { name, colour, logoId, version } = await asked;
  if (version === 0 || (!colour && !logoId)) return null;
  return {
    name,
    colour: readableTone(colour ?? '#1f66bd', ['#ffffff'], 4.5, '#000000'),
    logo: logoId ? `${publicAddress()}${logoPath(ctx.tenant, logoId)}` : null,
  };
});
