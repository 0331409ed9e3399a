import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEngines, type Engines } from './engines/start-engines.mjs';
import { begin, beginAndWait, endTrials, newFolder, type Start } from './trial';

jest.setTimeout(180_000);

let engines: Engines;
let address: (login: string) => string;
const logins = { creator: 'msp_creator', plain: 'msp_plain' };
const password = 'Harbor-Lantern-42';

/** A server as a hosting company hands it out: a database and a login that owns it, not the superuser. */
beforeAll(async () => {
  engines = await startEngines({ dir: mkdtempSync(join(tmpdir(), 'kelp-external-')) });
  await as(engines.postgresUrl, async (client) => {
    await client.query(`create role ${logins.creator} login createrole password '${password}'`);
    await client.query(`create role ${logins.plain} login password '${password}'`);
    await client.query(`create database msp owner ${logins.creator}`);
  });
  address = (login) => {
    const url = new URL(engines.postgresUrl);
    url.username = login;
    url.password = password;
    url.pathname = '/msp';
    return url.toString();
  };
});
afterEach(endTrials);
afterAll(() => engines.stop({ remove: true }));

async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The whole program on those servers: its real bundles, no engines of its own. */
const program = (dataFolder: string, more: Record<string, string>) => ({
  dataFolder,
  environment: { KELP_DIST: join(__dirname, '../dist'), REDIS_URL: engines.redisUrl, ...more },
});

async function ready(start: Start): Promise<Record<string, unknown>> {
  const response = await fetch(`http://127.0.0.1:${start.port}/readyz`);
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

const rolesConnected = () =>
  as(address(logins.creator), async (client) => {
    const { rows } = await client.query<{ usename: string }>(
      `select distinct usename from pg_stat_activity where datname = 'msp' and pid <> pg_backend_pid()`,
    );
    return rows.map(({ usename }) => usename).sort();
  });

it('starts on the servers that DATABASE_URL and REDIS_URL name, as a role that owns nothing, and finds its data again', async () => {
  const dataFolder = newFolder();
  const first = await beginAndWait(program(dataFolder, { DATABASE_URL: address(logins.creator) }));
  expect(await ready(first)).toMatchObject({ status: 'ready' });
  expect(first.output()).not.toContain(password);
  expect(first.tree.map(({ command }) => command).filter((line) => /bin\/postgres|redis-server/.test(line))).toEqual(
    [],
  );
  // The programs connect as their own roles; the login that was given made them and migrated.
  expect(await rolesConnected()).toEqual(['kelp_app', 'kelp_system']);
  const { rows } = await as(address(logins.creator), (client) =>
    client.query(
      `select rolsuper or rolbypassrls or rolcreaterole as may,
              exists (select 1 from pg_class c where c.relowner = r.oid) as owns from pg_roles r where rolname = 'kelp_app'`,
    ),
  );
  expect(rows).toEqual([{ may: false, owns: false }]);
  expect(first.output()).toContain('/setup?token=');
  first.process.kill('SIGTERM');
  await first.ended;

  const again = await beginAndWait(program(dataFolder, { DATABASE_URL: address(logins.creator) }));
  expect(again.output()).not.toContain('migrating');
  expect(await ready(again)).toMatchObject({ status: 'ready' });
});

it('says what to give when the login may not create roles', async () => {
  const start = await begin({
    ...program(newFolder(), { DATABASE_URL: address(logins.plain) }),
    command: [process.execPath, 'scripts/start.mjs'],
  });
  expect(await start.ended).toBe(1);
  expect(start.output()).toContain('Give MIGRATION_DATABASE_URL');
});
