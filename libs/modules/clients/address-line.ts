import { sql, type Sql } from '@kelp/platform/db';

/** The address of a location on one line, over `client_locations l`; empty where nothing of it is known. */
export const addressLine: Sql = sql`concat_ws(', ', nullif(l.line1, ''), nullif(l.line2, ''),
  nullif(concat_ws(' ', nullif(l.postal_code, ''), nullif(l.city, '')), ''), nullif(l.region, ''), nullif(l.country, ''))`;
