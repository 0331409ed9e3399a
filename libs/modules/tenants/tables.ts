import { boolean, controlColumns, instant, integer, text, uuid } from '@kelp/platform/db';

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
