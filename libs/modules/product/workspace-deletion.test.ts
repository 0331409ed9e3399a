import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileStorage, listDeletions, sealAll, useStorage } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { openStorage, storageKey } from '@kelp/platform/storage';
import { asSuperuser, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { createTicket } from '@kelp/tickets';
import { commands } from '../../../apps/scheduler/commands';
import { deleteWorkspace } from '../../../apps/scheduler/commands/workspace';
import { removeWorkspace } from '../../../apps/scheduler/removal/remove-workspace';
import { productModules } from './index';
import { fillTenant, type FilledTenant } from './testing';

jest.setTimeout(180_000);

let test: TestHouse;
let ours: FilledTenant;
let theirs: FilledTenant;
const folder = mkdtempSync(join(tmpdir(), 'kelp-deletion-'));
const lines: string[] = [];

const deletion = (archive: string | null) =>
  deleteWorkspace(test.engines, {
    ...{ workspace: { id: ours.tenant, name: 'Northstar IT' }, url: test.superUrl, archive },
    ...{ by: 'ops@host', report: (line: string) => void lines.push(line) },
  });

/** How many rows each table with a tenant holds of this one. */
async function countsOf(tenant: string): Promise<Record<string, number>> {
  const tables = await asSuperuser<{ name: string }>(
    test.superUrl,
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  const each = tables.map(
    ({ name }) => `select '${name}' as name, count(*)::integer as n from ${name} where tenant_id = '${tenant}'`,
  );
  const rows = await asSuperuser<{ name: string; n: number }>(test.superUrl, each.join(' union all '));
  return Object.fromEntries(rows.filter(({ n }) => n > 0).map(({ name, n }) => [name, n]));
}
const activeOf = async (tenant: string) =>
  (await asSuperuser<{ on: boolean }>(test.superUrl, `select is_active as on from tenants where id = '${tenant}'`))[0]
    ?.on;

/** Whether Redis holds anything, in any key of this house, that names the tenant. */
async function isInRedis(tenant: string): Promise<boolean> {
  const { redis, config } = test.engines;
  const keys = await redis.keys(`*${config.REDIS_PREFIX}*`);
  for (const key of keys) {
    const kind = await redis.type(key);
    const held =
      kind === 'stream' ? await redis.xrange(key, '-', '+') : kind === 'hash' ? await redis.hgetall(key) : [];
    if (JSON.stringify(held).includes(tenant)) return true;
  }
  return false;
}

beforeAll(async () => {
  test = await testHouse(...productModules);
  useStorage(await openStorage(join(folder, 'files')));
  ours = await fillTenant(test, 'Northstar IT');
  theirs = await fillTenant(test, 'Southstar IT');
  await sealAll(test.house);
  for (const { tenant } of [ours, theirs])
    await fileStorage().put(storageKey(tenant, 'attachment', randomUUID()), Buffer.from('x'), {
      contentType: 'text/plain',
    });
});
afterAll(() => test.close());

it('takes nothing away that the operator did not say to delete, and lets no program say it', async () => {
  const before = await countsOf(ours.tenant);
  await expect(removeWorkspace(test.engines, ours.tenant)).rejects.toThrow();
  for (const change of [sql`is_demo = true`, sql`deletion_began_at = now()`])
    await expect(test.inside(ours.tenant, (ctx) => ctx.db.rows(sql`update tenants set ${change}`))).rejects.toThrow(
      'permission denied',
    );
  await test.inside(ours.tenant, (ctx) => ctx.db.rows(sql`delete from audit_log where tenant_id = ${ctx.tenant}`));
  expect(await countsOf(ours.tenant)).toEqual(before);
});

it('is asked for by name, with an archive or without one in so many words', async () => {
  const asked = (...words: string[]) => commands['workspace delete']?.run(words);
  await expect(asked()).rejects.toThrow('Which one?');
  await expect(asked('Northstar', 'IT')).rejects.toThrow('Keep what is in it with --archive');
  await expect(asked('Northstar', 'IT', '--no-archive', '--archive', '/tmp/x')).rejects.toThrow('or say --no-archive');
});

it('opens the workspace again when its archive cannot be kept', async () => {
  const before = await countsOf(ours.tenant);
  await expect(deletion(join(folder, 'no', 'such', 'folder.zip'))).rejects.toThrow('no such file');
  expect(await activeOf(ours.tenant)).toBe(true);
  expect(await countsOf(ours.tenant)).toEqual(before);
  await expect(removeWorkspace(test.engines, ours.tenant)).rejects.toThrow();
});

it('takes rows of every table, files and what waits away while work is under way, keeps the archive and notes it', async () => {
  const others = await countsOf(theirs.tenant);
  expect(Object.keys(await countsOf(ours.tenant)).length).toBeGreaterThan(100);
  const staff = callerWith(ours.tenant, 'all', { id: String(ours.ids['user']) });
  for (let n = 0; n < 30; n += 1) await test.as(staff, createTicket, { title: `Under way ${n}` });
  const archive = join(folder, 'northstar.zip');
  await Promise.all([deletion(archive), settle(test)]);
  await settle(test);
  expect(await countsOf(ours.tenant)).toEqual({});
  expect(await activeOf(ours.tenant)).toBeUndefined();
  expect(await countsOf(theirs.tenant)).toEqual(others);
  const left: string[] = [];
  for await (const key of fileStorage().list()) left.push(key.slice(0, 36));
  expect(new Set(left)).toEqual(new Set([theirs.tenant]));
  expect([await isInRedis(ours.tenant), await isInRedis(theirs.tenant)]).toEqual([false, true]);
  const sum = createHash('sha256').update(readFileSync(archive)).digest('hex');
  expect(await listDeletions(test.house)).toMatchObject([
    { workspaceId: ours.tenant, name: 'Northstar IT', deletedBy: 'ops@host', archiveSha256: sum },
  ]);
  expect(lines.at(-1)).toMatch(/^Northstar IT is gone: \d{3,} rows, \d files, \d+ entries of queues\.$/);
});
