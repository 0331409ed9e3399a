import type { Check } from '@kelp/platform/probes';
import type { Storage } from '@kelp/platform/storage';
import { assertLevel } from './level';
import type { Engines } from './processes';

/** What every process needs to be ready: database, migration level, Redis and storage, each by name. */
export function engineChecks(engines: Engines, storage: Storage, level: readonly string[]): Check[] {
  return [
    { name: 'database', check: () => engines.database.check() },
    { name: 'migrations', check: () => assertLevel(engines, level) },
    { name: 'redis', check: async () => void (await engines.redis.ping()) },
    { name: 'storage', check: () => storage.check() },
  ];
}
