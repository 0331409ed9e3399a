import { asSuperuser } from './database';

/** Drops this run's databases, or the engines with them when the run started its own. */
export default async function globalTeardown(): Promise<void> {
  const engines = (globalThis as { __testEngines?: { stop(options?: { remove?: boolean }): Promise<void> } })
    .__testEngines;
  if (engines) return engines.stop({ remove: true });
  const url = String(process.env['TEST_PG_URL']);
  const template = String(process.env['TEST_PG_TEMPLATE']);
  const mine = await asSuperuser<{ datname: string }>(url, 'select datname from pg_database where datname like $1', [
    `${template}%`,
  ]);
  for (const { datname } of mine) await asSuperuser(url, `drop database if exists ${datname} with (force)`);
}
