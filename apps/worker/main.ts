import { join } from 'node:path';
import { inboundHandlers, startImapWatcher } from '@kelp/mailboxes';
import { assertUtc, loadConfig, type Config } from '@kelp/platform/config';
import type { Logger } from '@kelp/platform/log';
import { openCaughtMail, startCatcher, startSmtpListener, type SmtpListener } from '@kelp/platform/mail';
import { createMetrics, createProbes, serveProbes } from '@kelp/platform/probes';
import { assertNoEviction, waitForRedis } from '@kelp/platform/redis';
import { configuredStorage, type Storage } from '@kelp/platform/storage';
import {
  buildRegistry,
  engineChecks,
  mailHostRules,
  openEngines,
  openMailPort,
  startWork,
  stopOnSignals,
  useMailPort,
  useStorage,
  type House,
} from '@kelp/kernel';
import { productModules } from '@kelp/product';
import { schemaLevel } from '../../migrations/level';
import { version } from '../version';

/** The two SMTP servers of this process: the door for clients' mail, and the catcher where no SMTP server is configured. */
async function startMailServers(config: Config, house: House, storage: Storage, log: Logger): Promise<SmtpListener[]> {
  const servers: SmtpListener[] = [];
  if (config.CATCHER_SMTP_PORT) {
    const caught = openCaughtMail(join(config.KELP_DATA_DIR, 'caught-mail'));
    servers.push(await startCatcher({ port: config.CATCHER_SMTP_PORT, keep: caught.keep, log }));
  }
  if (config.SMTP_LISTEN_PORT !== undefined) {
    const handlers = inboundHandlers(house, storage);
    servers.push(
      await startSmtpListener({ port: config.SMTP_LISTEN_PORT, host: config.SMTP_LISTEN_HOST, log, ...handlers }),
    );
  }
  return servers;
}

assertUtc();
const config = loadConfig();
const engines = openEngines('worker', config, buildRegistry(productModules));
const { log, house, redis } = engines;
const storage = await configuredStorage(config);
useStorage(storage);
await waitForRedis(redis, 30_000);
await assertNoEviction(redis);
const mailServers = await startMailServers(config, house, storage, log);
const mailPort = openMailPort(config, storage, mailHostRules);
if (mailPort) useMailPort(mailPort);
const work = await startWork(engines);
const watcher = startImapWatcher(house);
const probes = createProbes({
  version,
  metrics: createMetrics('worker'),
  metricsToken: config.METRICS_TOKEN,
  checks: engineChecks(engines, storage, schemaLevel),
  lastTurn: work.lastTurn,
});
const server = await serveProbes(probes, config.WORKER_PORT);
log.info({ port: config.WORKER_PORT, smtp: mailServers.map((one) => one.port) }, 'worker is up');

stopOnSignals(log, async () => {
  probes.drain();
  // At once, not one after the other: each may take seconds, and the process has 28 in all.
  await Promise.all([...mailServers.map((one) => one.close()), watcher.stop(), work.stop()]);
  mailPort?.close();
  server.close();
  await engines.close();
});
