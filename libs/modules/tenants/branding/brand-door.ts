import { anonymous, inReadUnit, type Caller, type House, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { isAppError, newId } from '@kelp/std';
import { brandLogos } from '../tables';
import { readBrand, type WorkspaceBrand } from './read-brand';

/** A logo as its door hands it out. */
export interface BrandLogo {
  name: string;
  contentType: 'image/png' | 'image/jpeg';
  content: Buffer;
}

/** What the doors show of a workspace to people who are not signed in: its brand, nothing else. */
export interface BrandDoor {
  /** Null for a workspace that does not exist. */
  brand(tenant: string): Promise<WorkspaceBrand | null>;
  /** A logo of this workspace, also a former one; null when there is none of this id. */
  logo(tenant: string, id: string): Promise<BrandLogo | null>;
  /** The workspace whose portal has this verified domain; null for any other host. */
  workspaceAt(host: string): Promise<string | null>;
  /** The workspace of an installation that has one only; null otherwise. */
  onlyWorkspace(): Promise<string | null>;
}

/** Opens the door over a house. Ids come from addresses: the caller checks their form. */
export function brandDoor(house: House): BrandDoor {
  const inside = <T>(tenant: string, work: (ctx: ReadCtx) => Promise<T>) => {
    const caller: Caller = { tenant, actor: anonymous, door: 'portal', requestId: newId() };
    return inReadUnit(house, caller, work);
  };
  return {
    brand: (tenant) =>
      inside(tenant, readBrand).catch((error: unknown) => {
        if (isAppError(error) && error.id === 'not_found') return null;
        throw error;
      }),
    logo: (tenant, id) =>
      inside(tenant, async (ctx) => {
        const found = await ctx.db.find(brandLogos, { id });
        if (!found) return null;
        const { name, contentType, content } = found;
        return { name, contentType, content: Buffer.from(content, 'base64') };
      }),
    workspaceAt: async (host) => {
      const [row] = await house.database.control<{ tenant: string | null }>(
        sql`select find_portal_domain(${host}) as tenant`,
      );
      return row?.tenant ?? null;
    },
    onlyWorkspace: async () => {
      const [row] = await house.database.control<{ tenant: string | null }>(sql`select only_workspace() as tenant`);
      return row?.tenant ?? null;
    },
  };
}
