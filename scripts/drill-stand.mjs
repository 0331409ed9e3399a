import { closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tiers } from './children.mjs';
import { startPostgres } from './engines/postgres.mjs';
import { startRedis } from './engines/redis.mjs';
import { programEnvironment, roleAddresses } from './environment.mjs';
import { openAppending } from './log-file.mjs';
import { distribution } from './paths.mjs';
import { chooseInnerPorts, findFreePort } from './ports.mjs';
import { signalGroup } from './processes.mjs';
import { waitUntilReady } from './readiness.mjs';
import { Refusal } from './refusal.mjs';
import { loadSecrets } from './secrets.mjs';

const portNames = { web: 'PORT', worker: 'WORKER_PORT', scheduler: 'SCHEDULER_PORT' };
export const appNames = Object.keys(portNames);

/**
 * A whole Kelp whose processes may be killed: engines of its own on a data folder, the schema, and web, worker and
 * scheduler. Unlike under `npm start` nothing restarts by itself; `killApp` and `killRedis` do that.
 */
export async function openStand(supervisor, data) {
  const { children } = supervisor;
  const secrets = loadSecrets(data.path);
  const ports = await chooseInnerPorts(data.path);
  const engine = (name) => ({ folder: data.path, children, logFile: join(data.logs, `${name}.log`) });
  const redisOptions = { ...engine('redis'), port: ports.redis, password: secrets.redisPassword };
  let redis = await startRedis(redisOptions);
  const postgres = await startPostgres({
    ...engine('postgres'),
    port: ports.postgres,
    password: secrets.postgresPassword,
  });
  const databases = roleAddresses(postgres.url, secrets);
  const { apps: env, operator } = programEnvironment({
    dataFolder: data.path,
    port: await findFreePort(),
    ports,
    secrets,
    databases,
    redisUrl: redis.url,
  });
  env.KELP_SKIP_RATE_LIMITS = '1';
  const apps = new Map();
  const crashes = [];

  /** Runs a bundled program to its end with the operator's environment and returns its lines. */
  async function program(file, args = []) {
    const command = { command: process.execPath, args: ['--enable-source-maps', join(distribution, file), ...args] };
    const { code, output } = await supervisor.run({ name: file, ...command, env: operator });
    if (code !== 0) throw new Refusal(`${file} ${args.join(' ')} failed (${code}):\n${output}`);
    return output;
  }

  async function startApp(name) {
    const log = openAppending(join(data.logs, `${name}.log`));
    const child = children.start({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', join(distribution, `${name}.mjs`)],
      env,
      tier: tiers.app,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const app = { child, isReady: false, isKilled: false };
    apps.set(name, app);
    child.ended.then(({ code, signal }) => {
      app.isReady = false;
      if (!app.isKilled) crashes.push(`${name} ended by itself (${signal ?? `exit code ${code}`})`);
    });
    await waitUntilReady(name, `http://127.0.0.1:${env[portNames[name]]}/readyz`);
    app.isReady = true;
  }

  /** Kills an app with SIGKILL and starts it again; resolves when it is ready. */
  async function killApp(name) {
    const app = apps.get(name);
    app.isKilled = true;
    app.isReady = false;
    signalGroup(app.child.pid, 'SIGKILL');
    await app.child.ended;
    await startApp(name);
  }

  /** Kills Redis with SIGKILL, leaves it away for a moment, and starts it on the same files. */
  async function killRedis(awayMs) {
    signalGroup(redis.child.pid, 'SIGKILL');
    await redis.child.ended;
    await delay(awayMs);
    redis = await startRedis(redisOptions);
  }

  function stopApps() {
    for (const app of apps.values()) app.isKilled = true;
    return children.stop([...apps.values()].map(({ child }) => child.pid));
  }

  await program('kelp.mjs', ['prepare']);
  return {
    address: `http://127.0.0.1:${env.PORT}`,
    postgresUrl: postgres.url,
    redisUrl: redis.url,
    crashes,
    program,
    killApp,
    killRedis,
    stopApps,
    readyApps: () => appNames.filter((name) => apps.get(name)?.isReady),
    startApps: () => Promise.all(appNames.map(startApp)),
    logOf: (name) => readFileSync(join(data.logs, `${name}.log`), 'utf8'),
  };
}
