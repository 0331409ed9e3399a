import {
  bareTenantColumns,
  boolean,
  controlColumns,
  instant,
  integer,
  tenantColumns,
  text,
  uuid,
} from '@kelp/platform/db';
import type { DomainProblem } from './contract/portal-domain';

/** One row per workspace. Its policy shows a caller only the row of its own tenant. */
export const tenants = controlColumns('tenants', {
  id: uuid(),
  name: text(),
  zone: text(),
  currency: text(),
  locale: text().withDefault(),
  isDemo: boolean().withDefault(),
  isActive: boolean().withDefault(),
  createdAt: instant().withDefault(),
  updatedAt: instant().withDefault(),
  version: integer().withDefault(),
  /** The operator is taking this workspace away. */
  deletionBeganAt: instant().orNull(),
});

/** The colour and logo by which clients know a workspace: at most one row. */
export const brandings = tenantColumns('brandings', {
  /** `#rrggbb` as it was chosen. */
  colour: text().orNull(),
  logoId: uuid().orNull(),
});

/** Pictures as base64, never changed: an address of one is good for ever. */
export const brandLogos = bareTenantColumns(
  'brand_logos',
  {
    id: uuid(),
    name: text(),
    contentType: text<'image/png' | 'image/jpeg'>(),
    content: text(),
    addedAt: instant(),
  },
  { noun: 'logo', isAudited: false },
);

/** The own domain of the client portal: at most one row. It leads nowhere until it is verified. */
export const portalDomains = tenantColumns('portal_domains', {
  host: text(),
  /** What stands in the DNS; everybody can read it there. */
  token: text(),
  verifiedAt: instant().orNull(),
  checkedAt: instant().orNull(),
  missingSince: instant().orNull(),
  isChecking: boolean().withDefault(),
  problem: text<DomainProblem>().orNull(),
});

/** Verified domains by which a request finds its workspace. Rows are written under their tenant, read by a definer function. */
export const portalDomainRoutes = bareTenantColumns('portal_domain_routes', { host: text() });
