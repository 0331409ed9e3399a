import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from './engines/postgres.mjs';
import { startRedis } from './engines/redis.mjs';
import { programEnvironment, roleAddresses } from './environment.mjs';
import { distribution } from './paths.mjs';
import { chooseInnerPorts } from './ports.mjs';
import { step } from './progress.mjs';
import { Refusal } from './refusal.mjs';
import { loadSecrets } from './secrets.mjs';

const noticeMark = 'notice: ';

/**
 * Starts what the apps stand on: secrets, ports, Postgres and Redis (or the servers that DATABASE_URL and REDIS_URL
 * name), and unless `prepare` is false the roles and migrations. Returns the environments of the apps and of the
 * operator's tool, and `notices`, lines for a person (such as the set-up link) that belong at the end of the start.
 */
export async function layFoundation({ supervisor, data, port, mode, prepare = true }) {
  const secrets = loadSecrets(data.path);
  const ports = await chooseInnerPorts(data.path);
  const [databases, redisUrl] = await Promise.all([
    openDatabase(supervisor, data, ports, secrets),
    openRedis(supervisor, data, ports, secrets),
  ]);
  const found = { dataFolder: data.path, port, ports, secrets, redisUrl, mode };
  const before = programEnvironment({ ...found, databases });
  if (!prepare) return { ...before, notices: [] };
  const notices = await prepareDatabase(supervisor, before.operator);
  return { ...programEnvironment({ ...found, databases: { ...databases, ...decided(data.path) } }), notices };
}

async function openDatabase(supervisor, data, ports, secrets) {
  const { DATABASE_URL: app, SYSTEM_DATABASE_URL: system, MIGRATION_DATABASE_URL: migration } = process.env;
  if (app) return { app, system, migration };
  if (system || migration) {
    throw new Refusal(
      'SYSTEM_DATABASE_URL or MIGRATION_DATABASE_URL is set without DATABASE_URL: set that one too, or none.',
    );
  }
  const logFile = join(data.logs, 'postgres.log');
  const { url } = await step(`Starting Postgres on port ${ports.postgres}`, async () => {
    const postgres = await startPostgres({
      folder: data.path,
      port: ports.postgres,
      password: secrets.postgresPassword,
      children: supervisor.children,
      logFile,
    });
    supervisor.watchEngine('Postgres', postgres.child, logFile);
    return postgres;
  });
  return roleAddresses(url, secrets);
}

async function openRedis(supervisor, data, ports, secrets) {
  if (process.env.REDIS_URL) return process.env.REDIS_URL;
  const logFile = join(data.logs, 'redis.log');
  return step(`Starting Redis on port ${ports.redis}`, async () => {
    const redis = await startRedis({
      folder: data.path,
      port: ports.redis,
      password: secrets.redisPassword,
      children: supervisor.children,
      logFile,
    });
    supervisor.watchEngine('Redis', redis.child, logFile);
    return redis.url;
  });
}

/** Runs `kelp prepare`: roles and migrations. A failure is told in its own words. */
async function prepareDatabase(supervisor, env) {
  const notices = [];
  await step('Preparing the database', async () => {
    const { code, output } = await supervisor.run({
      name: 'kelp prepare',
      command: process.execPath,
      args: ['--enable-source-maps', join(distribution, 'kelp.mjs'), 'prepare'],
      env,
      onLine: (line) => {
        if (line.startsWith(noticeMark)) notices.push(line.slice(noticeMark.length));
        else console.log(`  ${line}`);
      },
    });
    if (code !== 0)
      throw new Refusal(output === '' ? `kelp prepare ended without a word (${code}).` : 'Kelp was not started.');
  });
  return notices;
}

// `kelp prepare` decides which roles the apps use and leaves their addresses for us.
function decided(dataFolder) {
  const file = join(dataFolder, 'connections.json');
  if (!existsSync(file)) return {};
  const { DATABASE_URL: app, SYSTEM_DATABASE_URL: system } = JSON.parse(readFileSync(file, 'utf8'));
  return { ...(app ? { app } : {}), ...(system ? { system } : {}) };
}
