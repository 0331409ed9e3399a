import { Counter, type Metrics } from '@kelp/platform/probes';
import type { House } from '@kelp/kernel';
import { isUuid } from '@kelp/std';
import { brandDoor, logoPath, type BrandLogo } from '@kelp/tenants';
import type { LiveHub } from './doors/live-hub';
import { KeptAnswers } from './kept-answers';

/** A workspace as pages show it to its clients. */
export interface ShownBrand {
  name: string;
  /** `#rrggbb` as it was chosen; null for Kelp's blue. */
  colour: string | null;
  /** The address of its logo on this site; null without one. */
  logo: string | null;
}

/** What clients see of workspaces, kept in this process and let go of when a workspace, or its branding, is saved anywhere. */
export interface Brands {
  /** Null for a workspace that does not exist. */
  of(tenant: string): Promise<ShownBrand | null>;
  /** The workspace of an installation that has one only; null otherwise. */
  onlyWorkspace(): Promise<string | null>;
  /** The workspace whose portal has this host as its verified domain; null for any other host. */
  workspaceAt(host: string): Promise<string | null>;
  /** A logo out of the address of one; null for any other. */
  logo(tenant: string, id: string): Promise<BrandLogo | null>;
}

/** Topics of a change after which a brand is another one. */
const topicsOfBrands: ReadonlySet<string> = new Set(['branding', 'tenant', 'portal_domain']);

/** Opens the brands of a process; hints of all processes come through its hub. */
export function openBrands(house: House, live: LiveHub, metrics: Metrics): Brands {
  const reads = new Counter({
    name: 'kelp_kept_reads_total',
    help: 'Reads of what a process keeps in memory, by kind and whether it was there.',
    labelNames: ['kind', 'outcome'],
    registers: [metrics],
  });
  const noteOf = (kind: string) => (isHit: boolean) => reads.inc({ kind, outcome: isHit ? 'hit' : 'miss' });
  const door = brandDoor(house);
  const brands = new KeptAnswers(async (tenant) => {
    const found = await door.brand(tenant);
    if (!found) return null;
    const { name, colour, logoId } = found;
    return { name, colour, logo: logoId ? logoPath(tenant, logoId) : null };
  }, noteOf('brand'));
  const only = new KeptAnswers(() => door.onlyWorkspace(), noteOf('only_workspace'));
  const hosts = new KeptAnswers((host) => door.workspaceAt(host), noteOf('portal_domain'));
  live.watch((tenant, topics) => {
    if (topics.some((topic) => topicsOfBrands.has(topic))) brands.forget(tenant);
    // rare, and who asked for a host before it was verified must not wait for it
    if (topics.includes('portal_domain')) hosts.forgetAll();
  });
  return {
    of: (tenant) => (isUuid(tenant) ? brands.get(tenant) : Promise.resolve(null)),
    onlyWorkspace: () => only.get(''),
    workspaceAt: (host) => hosts.get(host),
    logo: async (tenant, id) => (isUuid(tenant) && isUuid(id) ? door.logo(tenant, id) : null),
  };
}
