import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildRegistry,
  createDispatcher,
  openEngines,
  sealAll,
  useStorage,
  verifyAudit,
  type Dispatcher,
} from '@kelp/kernel';
import { isAppError } from '@kelp/std';
import { loadConfig } from '@kelp/platform/config';
import { prepareDatabase } from '@kelp/platform/migrate';
import { openStorage } from '@kelp/platform/storage';
import { addressFor, asSuperuser, callerWith, testHouse, testPasswords, type Ids } from '@kelp/testing';
import { makeBackup } from '../../../apps/scheduler/backup/make-backup';
import { restoreBackup } from '../../../apps/scheduler/backup/restore-backup';
import { chain } from '../../../migrations';
import { productModules } from './index';
import { fillTenant, inputs } from './testing';

// A workspace with one record of every noun, as a program of an earlier level left it. KELP_WRITE_UPGRADE=1 takes it anew; then it tests
// the upgrades after that day.
const folder = join(__dirname, 'testing');
const file = join(folder, 'earlier.backup');
const about = join(folder, 'earlier.json');

interface Earlier {
  tenant: string;
  ids: Ids;
  /** The queries that answered then. */
  answered: string[];
}

type Outcome = 'answered' | 'not_found' | 'refused' | string;

/** What every query of the registry says to the samples' inputs with these ids. */
async function askEverything(
  dispatcher: Dispatcher,
  names: string[],
  { tenant, ids }: Pick<Earlier, 'tenant' | 'ids'>,
) {
  const caller = callerWith(tenant, 'all', { id: ids['user'] ?? null });
  const outcomes = new Map<string, Outcome>();
  for (const name of names) {
    const outcome = await dispatcher.wire(name, inputs[name]?.(ids), caller).then(
      () => 'answered',
      (error: unknown) => {
        if (!isAppError(error)) return `broke: ${String(error)}`;
        return error.id === 'not_found' ? 'not_found' : 'refused';
      },
    );
    outcomes.set(name, outcome);
  }
  return outcomes;
}

async function takeAnew(): Promise<void> {
  const test = await testHouse(...productModules);
  const storage = await openStorage(mkdtempSync(join(tmpdir(), 'kelp-earlier-')));
  useStorage(storage);
  const { tenant, ids } = await fillTenant(test, 'Northstar IT');
  await sealAll(test.house);
  const outcomes = await askEverything(test.dispatcher, [...test.house.registry.queries.keys()], { tenant, ids });
  const answered = [...outcomes].filter(([, outcome]) => outcome === 'answered').map(([name]) => name);
  rmSync(file, { force: true });
  await makeBackup({
    url: test.superUrl,
    storage,
    file,
    secret: test.engines.config.KELP_SECRET,
    version: '0.1.0',
  });
  writeFileSync(about, `${JSON.stringify({ tenant, ids, answered: answered.sort() } satisfies Earlier, null, 2)}\n`);
  await test.close();
}

const name = `kelp_upgrade_${process.pid}`;
const superUrl = () => String(process.env['TEST_PG_URL']);
const filesAt = mkdtempSync(join(tmpdir(), 'kelp-upgraded-'));
afterAll(async () => {
  await asSuperuser(superUrl(), `drop database if exists ${name} with (force)`);
  rmSync(filesAt, { recursive: true, force: true });
});

it('upgrades what an earlier program left: no row is lost, the trail holds, every query answers as before', async () => {
  if (process.env['KELP_WRITE_UPGRADE']) await takeAnew();
  const earlier = JSON.parse(readFileSync(about, 'utf8')) as Earlier;
  await asSuperuser(superUrl(), `create database ${name}`);
  const url = addressFor(superUrl(), name);
  const storage = await openStorage(filesAt);
  const manifest = await restoreBackup({
    file,
    url,
    passwords: testPasswords,
    chain,
    storage,
    report: () => undefined,
  });
  const known = new Set(manifest.level);
  const missing = chain.map((step) => step.name).filter((step) => !known.has(step));
  expect(await prepareDatabase({ url, passwords: testPasswords, chain })).toEqual(missing);
  expect(await prepareDatabase({ url, passwords: testPasswords, chain })).toEqual([]);

  const there = await asSuperuser<{ name: string }>(
    url,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  );
  const lost: string[] = [];
  for (const table of manifest.tables.filter((one) => there.some((found) => found.name === one.name))) {
    const [row] = await asSuperuser<{ n: number }>(url, `select count(*)::integer as n from ${table.name}`);
    if ((row?.n ?? 0) < table.rows) lost.push(`${table.name}: ${row?.n} of ${table.rows}`);
  }
  expect(lost).toEqual([]);

  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: addressFor(superUrl(), name, 'kelp_app'),
    SYSTEM_DATABASE_URL: addressFor(superUrl(), name, 'kelp_system'),
    REDIS_URL: String(process.env['TEST_REDIS_URL']),
    REDIS_PREFIX: name,
    KELP_SECRET: 'a-secret-for-tests-only-0123456789abcdef',
    LOG_LEVEL: 'silent',
  });
  const engines = openEngines('upgraded', config, buildRegistry(productModules));
  useStorage(storage);
  try {
    const anchors = manifest.heads.map((head) => ({ ...head, at: manifest.takenAt }));
    expect((await verifyAudit(engines.house, earlier.tenant, anchors)).broken).toBeNull();
    const queries = engines.house.registry.queries;
    const names = earlier.answered.filter((one) => queries.has(one));
    expect(names.length).toBeGreaterThan(earlier.answered.length * 0.9);
    const outcomes = await askEverything(createDispatcher(engines.house), names, earlier);
    // A question that wants to be put differently today is refused as such, and is asked anew in its own tests.
    expect([...outcomes].filter(([, outcome]) => outcome !== 'answered' && outcome !== 'refused')).toEqual([]);
    const answering = [...outcomes].filter(([, outcome]) => outcome === 'answered');
    expect(answering.length).toBeGreaterThan(names.length * 0.9);
  } finally {
    await engines.close();
  }
}, 120_000);
