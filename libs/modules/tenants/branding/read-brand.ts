import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';

/** A workspace as its clients see it. */
export interface WorkspaceBrand {
  name: string;
  /** `#rrggbb` as it was chosen; null for Kelp's blue. */
  colour: string | null;
  logoId: string | null;
  /** Counted with each change of colour or logo; 0 while nothing was chosen. */
  version: number;
  /** The own domain of its portal, once it is verified. */
  domain: string | null;
}

/** Where everybody may see a logo, below the public address. The id changes with the picture, so it may be kept for good. */
export const logoPath = (tenant: string, logoId: string): string => `/brand/${tenant}/${logoId}`;

/** Name, colour, logo and domain of the caller's workspace. Throws not_found when there is none. */
export async function readBrand(ctx: Pick<ReadCtx, 'db' | 'tenant'>): Promise<WorkspaceBrand> {
  const found = await ctx.db.maybe<WorkspaceBrand>(
    sql`select t.name, b.colour, b.logo_id, coalesce(b.version, 0) as version, d.host as domain
        from tenants t left join brandings b on b.tenant_id = t.id
        left join portal_domains d on d.tenant_id = t.id and d.verified_at is not null where t.id = ${ctx.tenant}`,
  );
  if (!found) throw notFound('workspace');
  return found;
}

const asked = new WeakMap<object, Promise<WorkspaceBrand>>();

/** The same for mails: the many of one unit of work ask once. */
export function brandOnce(ctx: ReadCtx): Promise<WorkspaceBrand> {
  const brand = asked.get(ctx) ?? readBrand(ctx);
  asked.set(ctx, brand);
  return brand;
}
