import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import {
  archiveFile,
  deleteArchive,
  listArchives,
  openArchive,
  requestArchive,
  workspaceArchives,
} from '@kelp/archives';
import { createOwner, sessions } from '@kelp/identity';
import { emailMessages, fileStorage, useStorage, type Caller, type JobUnit } from '@kelp/kernel';
import { notifications } from '@kelp/notifications';
import { snake } from '@kelp/platform/db';
import { openStorage, storageKey } from '@kelp/platform/storage';
import { newId } from '@kelp/std';
import { asSuperuser, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { productModules } from './index';
import { fillTenant, type FilledTenant } from './testing';

jest.setTimeout(120_000);

let test: TestHouse;
let ours: FilledTenant;
let theirs: FilledTenant;
let olive: string;
let otto: string;
let entries: Map<string, Buffer>;
let key: string;
let archiveId: string;
/** The stored files of the workspace, by their keys. */
const files = new Map<string, Buffer>();

const ownerOf = ({ tenant }: FilledTenant, name: string) =>
  test.inside(tenant, (ctx) =>
    createOwner(ctx, { name, email: `${name.toLowerCase()}-${newId()}@archive.test`, password: 'Harbor-Lantern-42' }),
  );
const as = (id: string, more: Partial<Caller['actor']> = {}) => callerWith(ours.tenant, 'all', { id, ...more });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { id?: string; message: string }) => error.id ?? error.message,
  );

/** The files of a zip archive by their paths, as its directory lists them. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const found = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, nameLength] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const start = zip.readUInt32LE(at + 42);
    const content = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    found.set(
      zip.toString('utf8', at + 46, at + 46 + nameLength),
      inflateRawSync(zip.subarray(content, content + packed)),
    );
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}

const sha256 = (content: Buffer | undefined) =>
  createHash('sha256')
    .update(content ?? '')
    .digest('hex');
const linesOf = (path: string): Record<string, unknown>[] =>
  (entries.get(path)?.toString() ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
interface Manifest {
  tables: { name: string; path: string; rows: number; size: number; sha256: string; leftOut: string[] }[];
  files: { count: number; sha256: string };
}
const manifest = () => JSON.parse(entries.get('manifest.json')?.toString() ?? '{}') as Manifest;

beforeAll(async () => {
  test = await testHouse(...productModules);
  useStorage(await openStorage(mkdtempSync(join(tmpdir(), 'kelp-archive-'))));
  ours = await fillTenant(test, 'Northstar IT');
  theirs = await fillTenant(test, 'Southstar IT');
  olive = await ownerOf(ours, 'Olive');
  otto = await ownerOf(ours, 'Otto');
  for (const { tenant } of [ours, theirs])
    for (const kind of ['attachment', 'raw-mail']) {
      const content = Buffer.from(`${kind} of ${tenant} `.repeat(5_000));
      await fileStorage().put(storageKey(tenant, kind, randomUUID()), content, { contentType: 'text/plain' });
    }
  for await (const name of fileStorage().list(ours.tenant))
    files.set(name, Buffer.concat(await (await fileStorage().get(name)).toArray()));
  await test.inside(ours.tenant, async (ctx) => {
    const [one] = await ctx.db.list(emailMessages, {}, { limit: 1 });
    if (!one) throw new Error('The samples hold no mail.');
    const mail = { subtype: 'security', html: 'https://kelp.test/?token=lets-in', text: 'token=lets-in' };
    await ctx.db.insert(emailMessages, { ...one, ...mail, id: newId(), dedupeKey: newId(), rfcMessageId: newId() });
  });
  ({ id: archiveId } = await test.as(as(olive), requestArchive, {}));
});
afterAll(() => test.close());

it('is asked for by an Owner in person who said again who they are, one at a time', async () => {
  const request = (caller: Caller) => refusal(test.as(caller, requestArchive, {}));
  expect(await request(as(String(ours.ids['user'])))).toBe('owner_only');
  expect(await request(as(olive, { kind: 'api_key' }))).toBe('archive.person');
  expect(await request(as(olive, { viewer: { id: otto, name: 'Otto' } as never }))).not.toBe('done');
  const sessionId = newId();
  await test.inside(ours.tenant, (ctx) => {
    const createdAt = new Date(ctx.now().getTime() - 3_600_000);
    const session = { id: sessionId, userId: olive, tokenHash: newId(), portal: 'msp' as const, createdAt };
    return ctx.db.insert(sessions, { ...session, expiresAt: ctx.now(), seenAt: ctx.now() });
  });
  expect(await request(as(olive, { sessionId }))).toBe('proof_needed');
  expect(await request(as(otto))).toBe('conflict');
  const told = await test.inside(ours.tenant, (ctx) =>
    ctx.db.list(notifications, { subtype: 'security.archive_requested' }),
  );
  expect(told.map(({ userId }) => userId).sort()).toEqual([olive, otto].sort());
});

it('is made in the background, and fetched by whoever opened it for a quarter of an hour', async () => {
  await settle(test);
  const { rows, isOwner } = await test.as(as(olive), listArchives, {});
  expect(rows[0]).toMatchObject({ id: archiveId, state: 'ready', by: 'Olive', fileCount: files.size });
  expect(isOwner).toBe(true);
  const fetchAs = (id: string) => refusal(test.as(as(id), archiveFile, { id: archiveId }));
  expect(await fetchAs(olive)).toBe('archive.closed');
  await test.as(as(olive), openArchive, { id: archiveId });
  expect(await fetchAs(otto)).toBe('archive.closed');
  expect(await fetchAs(String(ours.ids['user']))).toBe('owner_only');
  const file = await test.as(as(olive), archiveFile, { id: archiveId });
  key = file.storageKey;
  expect(file).toMatchObject({ contentType: 'application/zip', size: rows[0]?.size });
  expect(file.filename).toMatch(/^kelp-northstar-it-\d{4}-\d\d-\d\d\.zip$/);
  const zip = Buffer.concat(await (await fileStorage().get(key)).toArray());
  expect(sha256(zip)).toBe(rows[0]?.sha256);
  entries = unzip(zip);
  await test.travel(16 * 60_000);
  expect(await fetchAs(olive)).toBe('archive.closed');
  const trail = await asSuperuser<{ action: string; actor: string }>(
    test.superUrl,
    `select action, actor_id as actor from audit_log where subject_id = '${archiveId}' and actor_id is not null order by id`,
  );
  expect(trail).toEqual([
    { action: 'workspace_archive.request', actor: olive },
    { action: 'workspace_archive.open', actor: olive },
  ]);
});

it('holds every row of this workspace and none of another, as its list counts them', async () => {
  const tables = manifest().tables;
  expect(tables.length).toBeGreaterThan(100);
  const counts = await asSuperuser<{ name: string; n: number }>(
    test.superUrl,
    tables
      .map(
        ({ name }) =>
          `select '${name}' as name, count(*)::integer as n from ${name} where tenant_id = '${ours.tenant}'`,
      )
      .join(' union all '),
  );
  // what was written since the moment of the archive: its own making, and what this test looked at
  const later = new Set([
    'audit_log',
    'audit_chain',
    'audit_heads',
    'notifications',
    'email_messages',
    'email_message_states',
  ]);
  const inDatabase = new Map(counts.map(({ name, n }) => [name, n]));
  for (const { name, path, rows, size, sha256: sum } of tables) {
    const lines = linesOf(path);
    expect([name, lines.length]).toEqual([name, rows]);
    if (!later.has(name)) expect([name, rows]).toEqual([name, inDatabase.get(name)]);
    expect([name, entries.get(path)?.length, sha256(entries.get(path))]).toEqual([name, size, sum]);
    expect([name, ...new Set(lines.map((line) => line['tenant_id']))].slice(0, 2)).toEqual(
      rows > 0 ? [name, ours.tenant] : [name],
    );
  }
  expect(tables.filter(({ rows }) => rows > 0).length).toBeGreaterThan(100);
  const all = Buffer.concat([...entries.values()]).toString();
  expect(all).toContain('Northstar IT');
  expect([all.includes(theirs.tenant), all.includes('Southstar IT')]).toEqual([false, false]);
});

it('holds the files of this workspace as they are, each listed with its sum', () => {
  expect(files.size).toBeGreaterThan(2);
  const listed = linesOf('files.jsonl');
  expect(listed.map((line) => line['key']).sort()).toEqual([...files.keys()].sort());
  for (const { path, key: name, size, sha256: sum } of listed) {
    const content = files.get(String(name));
    expect(entries.get(String(path))?.equals(content ?? Buffer.alloc(0))).toBe(true);
    expect([size, sum]).toEqual([content?.length, sha256(content)]);
  }
  expect(manifest().files).toMatchObject({ count: files.size, sha256: sha256(entries.get('files.jsonl')) });
  const paths = [...entries.keys()].filter((path) => path.startsWith('files/'));
  expect(paths).toHaveLength(files.size);
});

it('leaves secrets behind: sealed and hashed values, and links that let people in', async () => {
  const all = Buffer.concat([...entries.values()]).toString();
  let looked = 0;
  for (const table of test.house.registry.tables.values())
    for (const column of [...table.secret].filter((name) => table.columns[name]?.type === 'text')) {
      const values = await asSuperuser<{ value: string }>(
        test.superUrl,
        `select ${snake(column)} as value from ${table.name} where tenant_id = '${ours.tenant}' and length(${snake(column)}) > 5`,
      );
      looked += values.length;
      expect([table.name, column, values.filter(({ value }) => all.includes(value))]).toEqual([table.name, column, []]);
    }
  expect(looked).toBeGreaterThan(5);
  expect(all).not.toContain('lets-in');
  const mails = linesOf('rows/email_messages.jsonl');
  expect(mails.some(({ subtype, html }) => subtype === 'security' && html === null)).toBe(true);
  expect(mails.some(({ subtype, html }) => subtype !== 'security' && typeof html === 'string')).toBe(true);
});

it('goes after seven days with its file, or when an Owner deletes it', async () => {
  await test.travel(8 * 86_400_000);
  await settle(test);
  expect((await test.as(as(olive), listArchives, {})).rows[0]).toMatchObject({ state: 'gone' });
  expect(await fileStorage().exists(key)).toBe(false);
  expect(await refusal(test.as(as(olive), openArchive, { id: archiveId }))).toBe('archive.not_ready');
  const { id } = await test.as(as(otto), requestArchive, {});
  expect(await refusal(test.as(as(otto), deleteArchive, { id }))).toBe('archive.busy');
  await settle(test);
  const [made] = await test.inside(ours.tenant, (ctx) => ctx.db.list(workspaceArchives, { id }));
  expect(await fileStorage().exists(String(made?.storageKey))).toBe(true);
  await test.as(as(otto), deleteArchive, { id });
  await settle(test);
  expect(await fileStorage().exists(String(made?.storageKey))).toBe(false);
});

it('says why it could not be made, and can be asked for again', async () => {
  const { id } = await test.as(as(olive), requestArchive, {});
  const unit: JobUnit = {
    ...{ tenant: ours.tenant, jobId: newId(), attempt: 5, isLastAttempt: true },
    act: () => Promise.reject(new Error('It acts for nobody.')),
    moment: () => Promise.reject(new Error('The disk is full.')),
    transaction: (work) => test.inside(ours.tenant, work),
  };
  const job = test.house.registry.jobs.get('archives.make');
  await expect(job?.process?.(unit, { archiveId: id } as never)).rejects.toThrow('The disk is full.');
  expect((await test.as(as(olive), listArchives, {})).rows[0]).toMatchObject({
    id,
    state: 'failed',
    problem: 'The disk is full.',
  });
  await test.as(as(olive), requestArchive, {});
});
