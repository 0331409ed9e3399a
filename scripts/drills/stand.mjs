import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startPostgres } from '../engines/postgres.mjs';
import { startRedis } from '../engines/redis.mjs';
import { programEnvironment, roleAddresses } from '../environment.mjs';
import { distribution } from '../paths.mjs';
import { chooseInnerPorts, findFreePort } from '../ports.mjs';
import { signalGroup } from '../processes.mjs';
import { Refusal } from '../refusal.mjs';
import { loadSecrets } from '../secrets.mjs';
import { openApps } from './apps.mjs';

const appNames = ['web', 'worker', 'scheduler'];

/**
 * A whole Kelp whose processes may be killed: engines of its own on a data folder, the schema, and web, worker and
 * scheduler. Unlike under `npm start` nothing restarts by itself. `smtpUrl` is where mail goes instead of the catcher,
 * `doubled` names those of which a second one (`web-2`) runs from the start.
 */
export async function openStand(supervisor, data, options = {}) {
  const { children } = supervisor;
  const secrets = loadSecrets(data.path);
  const ports = await chooseInnerPorts(data.path);
  const engine = (name) => ({ folder: data.path, children, logFile: join(data.logs, `${name}.log`) });
  const redisOptions = { ...engine('redis'), port: ports.redis, password: secrets.redisPassword };
  const postgresOptions = { ...engine('postgres'), port: ports.postgres, password: secrets.postgresPassword };
  let redis = await startRedis(redisOptions);
  let postgres = await startPostgres(postgresOptions);
  const { apps: env, operator } = programEnvironment({
    dataFolder: data.path,
    port: await findFreePort(),
    ports,
    secrets,
    databases: roleAddresses(postgres.url, secrets),
    redisUrl: redis.url,
  });
  env.KELP_SKIP_RATE_LIMITS = '1';
  if (options.smtpUrl) {
    env.SMTP_URL = options.smtpUrl;
    delete env.CATCHER_SMTP_PORT;
  }
  const apps = openApps({ children, logs: data.logs, env });
  const doubled = (options.doubled ?? []).map((name) => `${name}-2`);

  /** Runs a bundled program to its end with the operator's environment and returns its lines. */
  async function program(file, args = []) {
    const command = { command: process.execPath, args: ['--enable-source-maps', join(distribution, file), ...args] };
    const { code, output } = await supervisor.run({ name: file, ...command, env: operator });
    if (code !== 0) throw new Refusal(`${file} ${args.join(' ')} failed (${code}):\n${output}`);
    return output;
  }

  async function end(child, signal) {
    signalGroup(child.pid, signal);
    await child.ended;
  }

  /** Kills Redis with SIGKILL, leaves it away for a moment, and starts it on the same files. */
  async function killRedis(awayMs) {
    await end(redis.child, 'SIGKILL');
    await delay(awayMs);
    redis = await startRedis(redisOptions);
  }

  /** Stops Redis, runs `work`, and starts Redis on the same files. */
  async function whileRedisIsAway(work) {
    await end(redis.child, 'SIGTERM');
    await work();
    redis = await startRedis(redisOptions);
  }

  /** Stops Postgres at once, as a failover does, and starts it on the same files. */
  async function restartPostgres() {
    await end(postgres.child, 'SIGINT');
    postgres = await startPostgres(postgresOptions);
  }

  await program('kelp.mjs', ['prepare']);
  return {
    ...apps,
    options,
    postgresUrl: postgres.url,
    redisUrl: redis.url,
    program,
    killRedis,
    whileRedisIsAway,
    restartPostgres,
    readyApps: () => appNames.filter(apps.isReady),
    async startApps() {
      await Promise.all([...appNames, ...doubled].map((name) => apps.startApp(name)));
    },
    /** Where the web processes that run from the start answer. */
    addresses: ['web', ...doubled.filter((name) => name.startsWith('web'))].map((name) => () => apps.addressOf(name)),
  };
}
