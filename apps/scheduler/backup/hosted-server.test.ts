import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase } from '@kelp/platform/migrate';
import { openStorage } from '@kelp/platform/storage';
import { addressFor, asSuperuser, testPasswords } from '@kelp/testing';
import { chain } from '../../../migrations';
import { startEngines, type Engines } from '../../../scripts/engines/start-engines.mjs';
import { makeBackup } from './make-backup';
import { restoreBackup } from './restore-backup';

jest.setTimeout(120_000);

let engines: Engines;
const folder = mkdtempSync(join(tmpdir(), 'kelp-hosted-'));
const password = 'Harbor-Lantern-42';

/** A server as a hosting company hands it out: the login owns its databases and may create roles, but is no superuser. */
beforeAll(async () => {
  engines = await startEngines({ dir: mkdtempSync(join(tmpdir(), 'kelp-hosted-engines-')) });
  await asSuperuser(engines.postgresUrl, `create role msp login createrole password '${password}'`);
  for (const name of ['here', 'there']) await asSuperuser(engines.postgresUrl, `create database ${name} owner msp`);
});
afterAll(async () => {
  await engines.stop({ remove: true });
  rmSync(folder, { recursive: true, force: true });
});

function asOwner(name: string): string {
  const url = new URL(addressFor(engines.postgresUrl, name));
  [url.username, url.password] = ['msp', password];
  return url.toString();
}

it('backs up and restores as a login that is no superuser', async () => {
  await prepareDatabase({ url: asOwner('here'), passwords: testPasswords, chain });
  const tenant = randomUUID();
  const here = addressFor(engines.postgresUrl, 'here');
  await asSuperuser(here, `insert into tenants (id, name, zone, currency) values ($1, 'Northstar', 'UTC', 'USD')`, [
    tenant,
  ]);
  await asSuperuser(here, `insert into tenant_settings (tenant_id, key, value) values ($1, 'desk.colour', 'null')`, [
    tenant,
  ]);
  const file = join(folder, 'one.backup');
  const manifest = await makeBackup({
    url: asOwner('here'),
    storage: await openStorage(join(folder, 'files')),
    file,
    secret: 'any',
    version: '0.1.0',
  });
  expect(manifest.tables.find(({ name }) => name === 'tenants')?.rows).toBe(1);
  await restoreBackup({
    file,
    url: asOwner('there'),
    passwords: testPasswords,
    chain,
    storage: await openStorage(join(folder, 'restored')),
    report: () => undefined,
  });
  const there = addressFor(engines.postgresUrl, 'there');
  expect(await asSuperuser(there, 'select id, name from tenants')).toEqual([{ id: tenant, name: 'Northstar' }]);
  // JSON’s null is not SQL’s.
  expect(await asSuperuser(there, 'select value is null as gone from tenant_settings')).toEqual([{ gone: false }]);
  // The guards stand again.
  const [guards] = await asSuperuser<{ open: number }>(
    there,
    `select count(*)::integer as open from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity`,
  );
  expect(guards).toEqual({ open: 0 });
});
