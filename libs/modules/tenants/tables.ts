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
