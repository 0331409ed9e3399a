import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorHeads, buildRegistry, openEngines, sealAll, useStorage, type Engines } from '@kelp/kernel';
import { signIn } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { loadConfig } from '@kelp/platform/config';
import { prepareDatabase } from '@kelp/platform/migrate';
import { redisAttemptCounter } from '@kelp/platform/redis';
import { configuredStorage, openStorage, storageKey, type Storage } from '@kelp/platform/storage';
import { productModules } from '@kelp/product';
import { createTicket } from '@kelp/tickets';
import { startS3Server, type S3Server } from '@kelp/testing/s3-server';
import { addressFor, asSuperuser, testHouse, testPasswords, type TestHouse } from '@kelp/testing';
import { chain } from '../../../migrations';
import { verifyTrails } from '../commands/audit-verify';
import { password } from '../demo/cast';
import { buildWorkspace } from '../demo/build-workspace';
import { openStage, type Stage } from '../demo/stage';
import { makeBackup } from './make-backup';
import type { Manifest } from './manifest';
import { restoreBackup } from './restore-backup';

jest.setTimeout(240_000);

const passphrase = 'winter-harbor-lantern';
const kept: string[] = [];
let test: TestHouse;
let stage: Stage;
let tenant: string;
let folder: string;
let storage: Storage;
let file: string;
let manifest: Manifest;
let restored: Place;
let s3: S3Server;

interface Place {
  name: string;
  url: string;
  storage: Storage;
}

/** A database that nobody has prepared, or one that is and holds no workspace, and an empty folder. */
async function emptyPlace(template = 'template1'): Promise<Place> {
  const name = `kelp_r${randomUUID().slice(0, 8)}`;
  kept.push(name);
  await asSuperuser(String(process.env['TEST_PG_URL']), `create database ${name} template ${template}`);
  const url = addressFor(String(process.env['TEST_PG_URL']), name);
  return { name, url, storage: await openStorage(join(folder, name)) };
}

const back = (place: { url: string; storage: Storage }, more: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
  restoreBackup({ file, passphrase, passwords: testPasswords, chain, report: () => undefined, ...place, ...more });
const refusal = (...given: Parameters<typeof back>) =>
  back(...given).then(
    () => 'restored',
    (error: { id?: string; message: string }) => error.id ?? error.message,
  );
const tablesOf = (url: string) =>
  asSuperuser<{ n: number }>(
    url,
    `select count(*)::integer as n from pg_class where relnamespace = 'public'::regnamespace`,
  );
const keysOf = async (place: Storage) => {
  const keys: string[] = [];
  for await (const key of place.list()) keys.push(key);
  return keys.sort();
};

/** A whole program on a restored database. */
function openRestored(name: string): Engines {
  const { config } = test.engines;
  const superUrl = String(process.env['TEST_PG_URL']);
  const own = {
    NODE_ENV: 'test',
    DATABASE_URL: addressFor(superUrl, name, 'kelp_app'),
    SYSTEM_DATABASE_URL: addressFor(superUrl, name, 'kelp_system'),
    REDIS_URL: config.REDIS_URL,
    REDIS_PREFIX: name,
    KELP_SECRET: config.KELP_SECRET,
    LOG_LEVEL: 'silent',
  };
  return openEngines('restored', loadConfig(own as NodeJS.ProcessEnv), buildRegistry(productModules));
}

beforeAll(async () => {
  test = await testHouse(...productModules);
  folder = await mkdtemp(join(tmpdir(), 'kelp-backup-'));
  storage = await openStorage(join(folder, 'files'));
  useStorage(storage);
  ({ stage } = await buildWorkspace(test.engines, new Date()));
  ({ tenant } = stage);
  await sealAll(test.house);
  await anchorHeads(test.house, storage, new Date());
  for (let n = 0; n < 20; n += 1)
    await storage.put(storageKey(tenant, 'attachment', randomUUID()), Buffer.alloc(n * 20_000, n), {
      contentType: 'text/plain',
    });
  file = join(folder, 'one.backup');
  manifest = await underLoad(() =>
    makeBackup({
      url: test.superUrl,
      storage,
      file,
      passphrase,
      secret: test.engines.config.KELP_SECRET,
      version: '0.1.0',
    }),
  );
  // made from a folder, restored into a bucket
  s3 = await startS3Server(join(folder, 'bucket'));
  restored = { ...(await emptyPlace()), storage: await configuredStorage({ STORAGE_DIR: '', ...s3.settings }) };
  await back(restored);
  await prepareDatabase({ url: restored.url, passwords: testPasswords, chain });
});
afterAll(async () => {
  await test.close();
  await s3.close();
  for (const name of kept)
    await asSuperuser(String(process.env['TEST_PG_URL']), `drop database if exists ${name} with (force)`);
  await rm(folder, { recursive: true, force: true });
});

/** Three people write tickets, and the trail is sealed, until `work` has ended. */
async function underLoad<T>(work: () => Promise<T>): Promise<T> {
  let isOver = false;
  let written = 0;
  const person = async (who: 'tess' | 'tom' | 'dana') => {
    while (!isOver) {
      await stage.as(who, new Date(), createTicket, { title: `During the backup ${(written += 1)}` });
      if (written % 5 === 0) await sealAll(test.house);
    }
  };
  const people = [person('tess'), person('tom'), person('dana')];
  try {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return await work();
  } finally {
    isOver = true;
    await Promise.all(people);
    expect(written).toBeGreaterThan(10);
  }
}

it('brings a workspace back elsewhere, as it was at one moment of a busy day: rows, files, trail and sign-in', async () => {
  const place = restored;
  const engines = openRestored(place.name);
  try {
    const counts = await asSuperuser<{ tickets: number; told: number; trail: number }>(
      place.url,
      `select (select count(*)::integer from tickets where title like 'During the backup%') as tickets,
         (select count(*)::integer from outbox where type = 'ticket.created' and aggregate_id in (select id from tickets where title like 'During the backup%')) as told,
         (select count(*)::integer from audit_log where action = 'ticket.create' and subject_id in (select id from tickets where title like 'During the backup%')) as trail`,
    );
    expect(counts[0]?.tickets).toBeGreaterThan(0);
    expect(counts[0]).toEqual({ tickets: counts[0]?.tickets, told: counts[0]?.tickets, trail: counts[0]?.tickets });

    expect(await keysOf(place.storage)).toEqual(await keysOf(storage));
    for (const key of await keysOf(storage)) {
      const [there, here] = await Promise.all([place.storage.get(key), storage.get(key)]);
      expect(Buffer.concat(await there.toArray()).equals(Buffer.concat(await here.toArray()))).toBe(true);
    }

    useStorage(place.storage);
    const lines: string[] = [];
    const anchors = manifest.heads.map((head) => ({ ...head, at: manifest.takenAt }));
    expect(anchors).toHaveLength(1);
    expect(await verifyTrails(engines.house, { anchors }, (line) => lines.push(line))).toBe(0);
    expect(lines).toEqual([
      expect.stringMatching(/^ok {5}Northstar IT \(.*\): \d+ rows, \d+ not sealed yet, 2 anchors$/),
    ]);

    const counter = redisAttemptCounter(engines.redis, place.name);
    const entered = await signIn(
      { house: engines.house, counter, secret: engines.config.KELP_SECRET },
      {
        portal: 'msp',
        email: 'olive@northstar.test',
        password,
        remoteAddress: '192.0.2.1',
        userAgent: 'Firefox',
        requestId: 'r1',
      },
    );
    expect(entered.kind).toBe('signed_in');

    // And it works on: the next ticket gets the next number, row-level security holds, references too.
    const there = await openStage(engines, tenant);
    await there.as('tess', new Date(), createTicket, { title: 'After the restore' });
    const other = randomUUID();
    const foreign = await engines.house.database.inTenant(other, 'READ ONLY', (unit) =>
      unit.rows(sql`select id from tickets`),
    );
    expect(foreign).toEqual([]);
  } finally {
    useStorage(storage);
    await engines.close();
  }
});

it('restores the same schema as the migrations make, with every guard in its place', async () => {
  const place = restored;
  const shape = (url: string) =>
    asSuperuser<{ what: string }>(
      url,
      `select concat_ws(' ', 'table', relname, relrowsecurity, relforcerowsecurity) as what from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       union all select concat_ws(' ', 'trigger', tgrelid::regclass, tgname, tgenabled) from pg_trigger where not tgisinternal
       union all select concat_ws(' ', 'policy', tablename, policyname, roles, qual) from pg_policies where schemaname = 'public'
       union all select concat_ws(' ', 'constraint', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
       order by 1`,
    );
  expect(await shape(place.url)).toEqual(await shape(test.superUrl));
  const counts = (url: string) =>
    asSuperuser<{ n: string }>(
      url,
      `select count(*)::text as n from clients union all select count(*)::text from users`,
    );
  expect(await counts(place.url)).toEqual(await counts(test.superUrl));
});

it('says what is in it, and nothing secret', async () => {
  const rowsOf = (name: string) => manifest.tables.find((table) => table.name === name)?.rows;
  expect(rowsOf('tenants')).toBe(1);
  expect(rowsOf('users')).toBeGreaterThan(5);
  expect(manifest.files.count).toBe((await keysOf(storage)).length);
  expect(manifest.level).toEqual([...chain.map(({ name }) => name)].sort());
  expect(JSON.stringify(manifest)).not.toContain(test.engines.config.KELP_SECRET);
});

it('writes nothing when the archive is cut off, edited or opened with another passphrase', async () => {
  const place = await emptyPlace();
  const before = await tablesOf(place.url);
  const bytes = await readFile(file);
  const wrong = join(folder, 'wrong.backup');
  await writeFile(wrong, bytes);
  await truncate(wrong, bytes.length - 5);
  expect(await refusal(place, { file: wrong })).toBe('backup.cut_off');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100);
  await writeFile(wrong, bytes);
  expect(await refusal(place, { file: wrong })).toBe('backup.damaged');
  expect(await refusal(place, { passphrase: 'not-this-one-1' })).toBe('backup.passphrase');
  expect(await tablesOf(place.url)).toEqual(before);
  expect(await keysOf(place.storage)).toEqual([]);
});

it('refuses a place that holds something, and a newer backup', async () => {
  const used = { url: test.superUrl, storage: (await emptyPlace()).storage };
  await test.engines.database.check(); // its connections end when nobody asks for a minute
  expect(await refusal(used)).toBe('restore.running');
  const foreign = await emptyPlace();
  await asSuperuser(foreign.url, 'create table somebody_elses (id integer)');
  expect(await refusal(foreign)).toBe('restore.not_empty');
  const withFile = await emptyPlace();
  await withFile.storage.put(storageKey(tenant, 'attachment', randomUUID()), Buffer.from('x'), {
    contentType: 'text/plain',
  });
  expect(await refusal(withFile)).toBe('restore.not_empty');
  expect(await refusal(await emptyPlace(), { chain: chain.slice(0, -1) })).toBe('restore.newer');
});

it('takes a prepared database of its level that has no workspace yet, and refuses one that has', async () => {
  const prepared = await emptyPlace(process.env['TEST_PG_TEMPLATE']);
  await asSuperuser(prepared.url, `insert into setup_links (token_hash) values ('x')`);
  expect(await refusal(prepared)).toBe('restored');
  expect(await asSuperuser(prepared.url, 'select from setup_links')).toEqual([]);
  expect(await refusal(prepared)).toBe('restore.not_empty');
});

it('leaves no row and no file when it breaks off, and can be begun again', async () => {
  const place = await emptyPlace();
  let count = 0;
  const full: Storage = {
    ...place.storage,
    put: async (...given) => {
      if ((count += 1) > 5) throw new Error('no space left');
      return place.storage.put(...given);
    },
  };
  expect(await refusal({ ...place, storage: full })).toBe('no space left');
  expect(await keysOf(place.storage)).toEqual([]);
  expect(await asSuperuser(place.url, 'select from tickets')).toEqual([]);
  // A kill leaves files that came back already.
  const [key = ''] = await keysOf(storage);
  await place.storage.put(key, await storage.get(key), { contentType: 'text/plain' });
  expect(await refusal(place)).toBe('restored');
});

it('takes a backup of an older level, which is brought up to date afterwards', async () => {
  const older = chain.slice(0, -4);
  const source = await emptyPlace();
  await prepareDatabase({ url: source.url, passwords: testPasswords, chain: older });
  await asSuperuser(
    source.url,
    `insert into tenants (id, name, zone, currency) values ('${randomUUID()}', 'Oldstar', 'UTC', 'USD')`,
  );
  const archive = join(folder, 'older.backup');
  await makeBackup({ ...source, file: archive, secret: 'any', version: '0.0.9' });
  const place = await emptyPlace();
  await back(place, { file: archive, passphrase: undefined });
  const done = await prepareDatabase({ url: place.url, passwords: testPasswords, chain });
  expect(done).toEqual(chain.slice(-4).map(({ name }) => name));
  expect(await asSuperuser(place.url, 'select name from tenants')).toEqual([{ name: 'Oldstar' }]);
});
