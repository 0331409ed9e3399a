import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTemplate } from './template';

interface Started {
  stop(options?: { remove?: boolean }): Promise<void>;
}

/** Engines of its own when the caller brought none (`npm test` brings them), then one migrated template for the run. */
export default async function globalSetup(): Promise<void> {
  process.env['TZ'] = 'UTC';
  Object.assign(process.env, { NODE_ENV: 'test' });
  const { linkRooms } = await import('../../scripts/link-rooms.mjs');
  linkRooms();
  if (!process.env['TEST_PG_URL'] || !process.env['TEST_REDIS_URL']) {
    const { startEngines } = await import('../../scripts/engines/start-engines.mjs');
    const engines = await startEngines({ dir: mkdtempSync(join(tmpdir(), 'kelp-engines-')) });
    process.env['TEST_PG_URL'] = engines.postgresUrl;
    process.env['TEST_REDIS_URL'] = engines.redisUrl;
    (globalThis as { __testEngines?: Started }).__testEngines = engines;
  }
  const template = `kelp_t${process.pid}`;
  await makeTemplate(String(process.env['TEST_PG_URL']), template);
  process.env['TEST_PG_TEMPLATE'] = template;
}
