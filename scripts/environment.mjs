import { join } from 'node:path';
import { deriveSecret } from './secrets.mjs';

const launcherOnly = /^(npm_|KELP_POSTGRES_PORT$|KELP_REDIS_PORT$|MIGRATION_DATABASE_URL$|INIT_CWD$)/;

/**
 * What the program's processes find in their environment, from this one's and what the start has found out. The owner
 * of the tables (`MIGRATION_DATABASE_URL`) is in `operator` only, which nothing but the operator's tool is given.
 */
export function programEnvironment({ dataFolder, port, ports, secrets, databases, redisUrl, mode = 'production' }) {
  const given = process.env;
  const kelpSecret = given.KELP_SECRET || secrets.kelpSecret;
  const formerSecret = given.KELP_FORMER_SECRET || (given.KELP_SECRET ? undefined : secrets.formerKelpSecret);
  const inherited = Object.fromEntries(Object.entries(given).filter(([name]) => !launcherOnly.test(name)));
  const apps = {
    ...inherited,
    NODE_ENV: mode,
    TZ: 'UTC',
    NEXT_TELEMETRY_DISABLED: '1',
    KELP_DATA_DIR: dataFolder,
    STORAGE_DIR: given.STORAGE_DIR || join(dataFolder, 'files'),
    REDIS_URL: redisUrl,
    KELP_SECRET: kelpSecret,
    ...withoutMissing({ KELP_FORMER_SECRET: formerSecret }),
    METRICS_TOKEN: given.METRICS_TOKEN || secrets.metricsToken,
    NEXTAUTH_URL: given.NEXTAUTH_URL || `http://localhost:${port}`,
    NEXTAUTH_SECRET: given.NEXTAUTH_SECRET || deriveSecret(kelpSecret, 'nextauth'),
    PORT: String(port),
    WORKER_PORT: String(ports.worker),
    SCHEDULER_PORT: String(ports.scheduler),
    WORKER_URL: `http://127.0.0.1:${ports.worker}`,
    SCHEDULER_URL: `http://127.0.0.1:${ports.scheduler}`,
    SMTP_LISTEN_PORT: String(ports.smtpListen),
    ...(given.SMTP_URL ? {} : { CATCHER_SMTP_PORT: String(ports.catcherSmtp) }),
    ...withoutMissing({ DATABASE_URL: databases.app, SYSTEM_DATABASE_URL: databases.system }),
  };
  const operator = {
    ...apps,
    ...withoutMissing({ MIGRATION_DATABASE_URL: databases.migration }),
    KELP_APP_PASSWORD: secrets.kelpAppPassword,
    KELP_SYSTEM_PASSWORD: secrets.kelpSystemPassword,
  };
  return { apps, operator };
}

/** The addresses of the three roles in the database that `postgresUrl` (its superuser's) names. */
export function roleAddresses(postgresUrl, secrets) {
  const as = (user, password) => {
    const url = new URL(postgresUrl);
    url.username = user;
    url.password = password;
    return url.toString();
  };
  return {
    app: as('kelp_app', secrets.kelpAppPassword),
    system: as('kelp_system', secrets.kelpSystemPassword),
    migration: postgresUrl,
  };
}

function withoutMissing(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
}
