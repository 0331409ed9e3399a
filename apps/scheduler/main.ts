import { assertUtc, loadConfig } from '@kelp/platform/config';
import { createMetrics, createProbes, serveProbes } from '@kelp/platform/probes';
import { assertNoEviction, waitForRedis } from '@kelp/platform/redis';
import { configuredStorage } from '@kelp/platform/storage';
import { buildRegistry, engineChecks, openEngines, startSchedule, stopOnSignals, useStorage } from '@kelp/kernel';
import { productModules } from '@kelp/product';
import { schemaLevel } from '../../migrations/level';
import { version } from '../version';
import { measureBacklog } from './measure-backlog';

assertUtc();
const config = loadConfig();
const engines = openEngines('scheduler', config, buildRegistry(productModules));
const storage = await configuredStorage(config);
useStorage(storage);
await waitForRedis(engines.redis, 30_000);
await assertNoEviction(engines.redis);
const schedule = await startSchedule(engines);
const metrics = createMetrics('scheduler');
measureBacklog(engines, metrics);
const probes = createProbes({
  version,
  metrics,
  metricsToken: config.METRICS_TOKEN,
  checks: engineChecks(engines, storage, schemaLevel),
  lastTurn: schedule.lastTurn,
});
const server = await serveProbes(probes, config.SCHEDULER_PORT);
engines.log.info({ port: config.SCHEDULER_PORT }, 'scheduler is up');

stopOnSignals(engines.log, async () => {
  probes.drain();
  await schedule.stop();
  server.close();
  await engines.close();
});
