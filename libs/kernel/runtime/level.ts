import { sql } from '@kelp/platform/db';
import type { Engines } from './processes';

/** Throws a plain sentence unless the database stands exactly at this program's schema level. */
export async function assertLevel(engines: Engines, level: readonly string[]): Promise<void> {
  const rows = await engines.database.control<{ name: string }>(sql`select name from schema_migrations order by name`);
  const applied = new Set(rows.map((row) => row.name));
  const newer = [...applied].filter((name) => !level.includes(name));
  if (newer.length > 0)
    throw new Error(`the schema is newer than this program (${newer.join(', ')}): start the newer version`);
  const missing = level.filter((name) => !applied.has(name));
  if (missing.length > 0) throw new Error(`migrations are missing (${missing.join(', ')}): run "kelp migrate"`);
}
