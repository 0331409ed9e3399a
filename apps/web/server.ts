import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import * as Sentry from '@sentry/node';
import { checkPortalRoles, createIdentityDoor, type IdentityDeps } from '@kelp/identity';
import { assertUtc, loadConfig } from '@kelp/platform/config';
import { createMetrics, createProbes } from '@kelp/platform/probes';
import { assertNoEviction, openRedis, redisAttemptCounter, waitForRedis } from '@kelp/platform/redis';
import { configuredStorage } from '@kelp/platform/storage';
import {
  buildRegistry,
  createDispatcher,
  engineChecks,
  openEngines,
  openQueues,
  stopOnSignals,
  useStorage,
} from '@kelp/kernel';
import { productModules } from '@kelp/product';
import { schemaLevel } from '../../migrations/level';
import { programRoot, version } from '../version';
import { createApp } from './app';
import { openBrands } from './brands';
import { LiveHub } from './doors/live-hub';
import { openPages, type Pages } from './pages';
import type { WebHouse } from './web-house';

assertUtc();
const config = loadConfig();
if (config.SENTRY_DSN) Sentry.init({ dsn: config.SENTRY_DSN, release: version, environment: config.NODE_ENV });
const isDevelopment = config.NODE_ENV === 'development';

const engines = openEngines('web', config, buildRegistry(productModules));
const { log, house, redis } = engines;
const subscriber = openRedis(config.REDIS_URL, log, { isBlocking: true, name: 'kelp-live' });
const storage = await configuredStorage(config);
useStorage(storage);
await waitForRedis(redis, 30_000);
await assertNoEviction(redis);
await engines.database.warm();
await checkPortalRoles(house);

const metrics = createMetrics('web');
const probes = createProbes({
  version,
  metrics,
  metricsToken: config.METRICS_TOKEN,
  checks: engineChecks(engines, storage, schemaLevel),
});
const dispatcher = createDispatcher(house);
const { queues, close: closeQueues } = openQueues(engines);
const identity: IdentityDeps = {
  house,
  counter: redisAttemptCounter(redis, config.REDIS_PREFIX),
  secret: config.KELP_SECRET,
};
const live = new LiveHub(subscriber, config.REDIS_PREFIX);
const web: WebHouse = {
  version,
  config,
  log,
  engines,
  house,
  redis,
  dispatcher,
  storage,
  identity,
  live,
  brands: openBrands(house, live, metrics),
  metrics,
  probes,
};
const pages = await openPages({
  dir: join(programRoot, 'apps/web'),
  isDevelopment,
  port: config.PORT,
  bridge: {
    dispatch: dispatcher.run,
    wire: dispatcher.wire,
    brands: web.brands,
    identity: createIdentityDoor(identity),
    publicUrl: config.publicUrl.origin,
    secret: config.KELP_SECRET,
  },
});
const server = createServer(createApp(web, queues, pages.handle));
// Longer than the idle time of the usual proxies, so that none sends a request into a socket that closes.
server.keepAliveTimeout = 75_000;
server.headersTimeout = 80_000;
server.requestTimeout = 120_000;
const sockets = watchUpgrades(server, pages);
server.listen(config.PORT, () => log.info({ port: config.PORT, version }, 'web is up'));

/** In development Next's hot reload has a socket; nothing else is upgraded yet, and what nobody takes is closed. */
function watchUpgrades(target: Server, { upgrades }: Pages): Set<Duplex> {
  const open = new Set<Duplex>();
  target.on('upgrade', (request, socket, head) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    if (isDevelopment && request.url?.startsWith('/_next/')) upgrades.emit('upgrade', request, socket, head);
    else socket.destroy();
  });
  return open;
}

stopOnSignals(log, async () => {
  probes.drain();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  // Event streams never end by themselves; what is left after this time is one of those.
  setTimeout(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
  }, 1500).unref();
  await closed;
  await pages.close();
  subscriber.disconnect();
  await closeQueues();
  await engines.close();
});
