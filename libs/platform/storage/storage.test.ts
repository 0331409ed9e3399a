import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { openStorage } from './open-storage';
import { storageKey, type Storage } from './storage';

const tenant = randomUUID();
const text = { contentType: 'text/plain' };
let folder: string;
let storage: Storage;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kelp-storage-'));
  storage = await openStorage(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const newKey = () => storageKey(tenant, 'attachment', randomUUID());
const read = async (key: string, options = {}) => Buffer.concat(await (await storage.get(key, options)).toArray());
const leftovers = () => readdir(path.join(folder, '.incoming'));

describe('folder storage', () => {
  it('gives back what was put, with hash and size', async () => {
    const key = newKey();
    const content = randomBytes(3_000_000);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(await storage.put(key, content, text)).toEqual({ sha256, size: 3_000_000 });
    expect((await read(key, { sha256 })).equals(content)).toBe(true);
    expect(await leftovers()).toEqual([]);
    expect((await stat(path.join(folder, key))).mode & 0o077).toBe(0);
  });

  it('takes streams and empty content', async () => {
    const key = newKey();
    const parts = ['one ', 'two ', 'three'].map((part) => Buffer.from(part));
    expect(await storage.put(key, Readable.from(parts, { objectMode: false }), text)).toMatchObject({ size: 13 });
    expect((await read(key)).toString()).toBe('one two three');
    const empty = newKey();
    expect(await storage.put(empty, Buffer.alloc(0), text)).toMatchObject({ size: 0 });
    expect(await read(empty)).toHaveLength(0);
  });

  it('leaves the old file whole when a stream breaks off', async () => {
    const key = newKey();
    await storage.put(key, Buffer.from('old'), text);
    async function* broken() {
      yield Buffer.alloc(500_000);
      throw new Error('line cut');
    }
    await expect(storage.put(key, Readable.from(broken(), { objectMode: false }), text)).rejects.toThrow('line cut');
    expect((await read(key)).toString()).toBe('old');
    expect(await leftovers()).toEqual([]);
  });

  it('never shows half a file while it is replaced', async () => {
    const key = newKey();
    const first = Buffer.alloc(300_000, 'a');
    const second = Buffer.alloc(300_000, 'b');
    await storage.put(key, first, text);
    const writing = Promise.all(
      Array.from({ length: 10 }, (_, index) => storage.put(key, index % 2 ? second : first, text)),
    );
    for (let turn = 0; turn < 20; turn++) {
      const seen = await read(key);
      expect(first.equals(seen) || second.equals(seen)).toBe(true);
    }
    await writing;
  });

  it('says how long the content is that it gives, even when another takes its place before it is read', async () => {
    const key = newKey();
    await storage.put(key, Buffer.from('the old content'), { contentType: 'text/plain' });
    const old = await storage.get(key);
    await storage.put(key, Buffer.from('new'), { contentType: 'text/plain' });
    const chunks: Buffer[] = [];
    for await (const chunk of old) chunks.push(chunk as Buffer);
    expect([old.size, Buffer.concat(chunks).toString()]).toEqual([15, 'the old content']);
    const now = await storage.get(key);
    now.destroy();
    expect(now.size).toBe(3);
  });

  it('gives the whole content of a file that is deleted while it is read', async () => {
    const key = newKey();
    await storage.put(key, Buffer.from('still here'), { contentType: 'text/plain' });
    const open = await storage.get(key);
    await storage.delete(key);
    const chunks: Buffer[] = [];
    for await (const chunk of open) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe('still here');
  });

  it('notices content that was changed behind its back', async () => {
    const key = newKey();
    const { sha256 } = await storage.put(key, Buffer.from('invoice over 100'), text);
    await writeFile(path.join(folder, key), 'invoice over 900');
    await expect(read(key, { sha256 })).rejects.toMatchObject({ id: 'storage.damaged' });
    expect((await read(key)).toString()).toBe('invoice over 900');
  });

  it('says what is not there, and deletes without complaint', async () => {
    const key = newKey();
    await expect(storage.get(key)).rejects.toMatchObject({ id: 'storage.missing' });
    expect(await storage.exists(key)).toBe(false);
    await storage.put(key, Buffer.from('x'), text);
    expect(await storage.exists(key)).toBe(true);
    await storage.delete(key);
    await storage.delete(key);
    expect(await storage.exists(key)).toBe(false);
  });

  it('removes all files of one tenant and none of another', async () => {
    const mine = newKey();
    const other = storageKey(randomUUID(), 'attachment', randomUUID());
    for (const key of [mine, other]) await storage.put(key, Buffer.from('x'), text);
    await storage.deleteTenant(tenant);
    expect([await storage.exists(mine), await storage.exists(other)]).toEqual([false, true]);
    await expect(async () => storage.deleteTenant('..')).rejects.toMatchObject({ id: 'storage.key' });
  });

  it.each([
    '../../etc/passwd',
    '/etc/passwd',
    `${tenant}/attachment/../../../etc/passwd`,
    `${tenant}/../${randomUUID()}`,
    `${tenant}/attachment`,
    `${tenant}/attachment/${randomUUID()}/x`,
    `${tenant}/attachment/${randomUUID()}\u0000`,
    `${tenant}/.incoming/${randomUUID()}`,
    `${tenant}\\attachment\\${randomUUID()}`,
    '',
  ])('refuses the key %j everywhere', async (key) => {
    for (const attempt of [
      () => storage.put(key, Buffer.from('x'), text),
      () => storage.get(key),
      async () => storage.exists(key),
      async () => storage.delete(key),
    ]) {
      await expect((async () => attempt())()).rejects.toMatchObject({ id: 'storage.key' });
    }
  });

  it('makes keys only from ids and words', () => {
    expect(storageKey(tenant.toUpperCase(), 'raw-mail', tenant)).toBe(`${tenant}/raw-mail/${tenant}`);
    for (const [one, kind, id] of [
      ['x', 'raw-mail', tenant],
      [tenant, 'Raw Mail', tenant],
      [tenant, '..', tenant],
      [tenant, 'raw-mail', '..'],
    ] as const) {
      expect(() => storageKey(one, kind, id)).toThrow(expect.objectContaining({ id: 'storage.key' }));
    }
  });

  it('lists the keys of all tenants, and nothing that is no file of theirs', async () => {
    const keys = [newKey(), newKey(), storageKey(randomUUID(), 'raw-mail', randomUUID())];
    for (const key of keys) await storage.put(key, Buffer.from('x'), text);
    await writeFile(path.join(folder, 'notes.txt'), 'x');
    await writeFile(path.join(folder, '.incoming', 'half'), 'x');
    const found: string[] = [];
    for await (const key of storage.list()) found.push(key);
    expect(found.sort()).toEqual([...keys].sort());
  });

  it('checks that it can write and read', async () => {
    await expect(storage.check()).resolves.toBeUndefined();
    expect(await leftovers()).toEqual([]);
    await rm(folder, { recursive: true });
    await expect(storage.check()).rejects.toMatchObject({ id: 'unavailable', status: 503 });
  });

  it('removes what crashed writers have left, and nothing younger', async () => {
    const old = path.join(folder, '.incoming', 'old');
    await writeFile(old, 'x');
    await writeFile(path.join(folder, '.incoming', 'new'), 'x');
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 3_600_000);
    await utimes(old, twoDaysAgo, twoDaysAgo);
    await openStorage(folder);
    expect(await leftovers()).toEqual(['new']);
  });

  it('opens paths and file addresses, and says what it can not open', async () => {
    const key = newKey();
    await (await openStorage(pathToFileURL(folder).href)).put(key, Buffer.from('x'), text);
    expect(await readFile(path.join(folder, key), 'utf8')).toBe('x');
    await expect(openStorage('s3://bucket')).rejects.toMatchObject({ id: 'storage.unsupported' });
    await writeFile(path.join(folder, 'file'), '');
    await expect(openStorage(path.join(folder, 'file'))).rejects.toMatchObject({ id: 'storage.folder' });
  });
});
