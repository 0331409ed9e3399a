import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { startS3Server, type S3Server } from '@kelp/testing/s3-server';
import { loadConfig } from '../config';
import { createReadiness } from '../probes';
import { copyFiles } from './copy-files';
import { configuredStorage, openStorage } from './open-storage';
import { storageKey, type Storage } from './storage';

const tenant = randomUUID();
const text = { contentType: 'text/plain' };
let folder: string;
let storage: Storage;
let server: S3Server | undefined;

/** The two places where files can be, and how a test looks behind them. */
interface Place {
  open(): Promise<Storage>;
  /** The file in which a key lies. */
  placeOf(key: string): string;
  /** What writers have begun and not ended. */
  leftovers(): Promise<string[]>;
}
const inFolder: Place = {
  open: () => openStorage(folder),
  placeOf: (key) => path.join(folder, key),
  leftovers: () => readdir(path.join(folder, '.incoming')),
};
const openServer = async () => (server = await startS3Server(folder, { pageSize: 2 }));
const inBucket: Place = {
  open: async () => configuredStorage({ STORAGE_DIR: '', ...(await openServer()).settings }),
  placeOf: (key) => String(server?.placeOf(key)),
  leftovers: async () => (await server?.openUploads()) ?? [],
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kelp-storage-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

const newKey = () => storageKey(tenant, 'attachment', randomUUID());
const read = async (key: string, options = {}) => Buffer.concat(await (await storage.get(key, options)).toArray());

describe.each([
  ['a folder', inFolder],
  ['a bucket', inBucket],
])('storage in %s', (_name, { open, placeOf, leftovers }) => {
  beforeEach(async () => {
    storage = await open();
  });

  it('gives back what was put, with hash and size', async () => {
    const key = newKey();
    const content = randomBytes(20_000_000);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(await storage.put(key, content, text)).toEqual({ sha256, size: 20_000_000 });
    expect((await read(key, { sha256 })).equals(content)).toBe(true);
    expect(await leftovers()).toEqual([]);
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
    async function* broken(size: number) {
      yield Buffer.alloc(size);
      throw new Error('line cut');
    }
    for (const size of [500_000, 9_000_000]) {
      const content = Readable.from(broken(size), { objectMode: false });
      await expect(storage.put(key, content, text)).rejects.toThrow('line cut');
    }
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
    await writeFile(placeOf(key), 'invoice over 900');
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
    for (const other of ['notes.txt', '.incoming/half']) await writeFile(placeOf(other), 'x');
    const found: string[] = [];
    for await (const key of storage.list()) found.push(key);
    expect(found.sort()).toEqual([...keys].sort());
    const ofOne: string[] = [];
    for await (const key of storage.list(tenant)) ofOne.push(key);
    expect(ofOne.sort()).toEqual(keys.slice(0, 2).sort());
  });

  it('checks that it can write and read', async () => {
    await expect(storage.check()).resolves.toBeUndefined();
    expect(await leftovers()).toEqual([]);
    const found: string[] = [];
    for await (const key of storage.list()) found.push(key);
    expect(found).toEqual([]);
  });
});

describe('a folder', () => {
  beforeEach(async () => {
    storage = await openStorage(folder);
  });
  it('lets nobody else read its files, and says when it is gone', async () => {
    const key = newKey();
    await storage.put(key, Buffer.from('x'), text);
    expect((await stat(path.join(folder, key))).mode & 0o077).toBe(0);
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
    expect(await inFolder.leftovers()).toEqual(['new']);
  });

  it('opens paths and file addresses, and says what it can not open', async () => {
    const key = newKey();
    await (await openStorage(pathToFileURL(folder).href)).put(key, Buffer.from('x'), text);
    expect(await readFile(path.join(folder, key), 'utf8')).toBe('x');
    await expect(openStorage('gs://bucket')).rejects.toMatchObject({ id: 'storage.unsupported' });
    await writeFile(path.join(folder, 'file'), '');
    await expect(openStorage(path.join(folder, 'file'))).rejects.toMatchObject({ id: 'storage.folder' });
  });
});

describe('a bucket', () => {
  let s3: S3Server;
  beforeEach(async () => {
    s3 = await openServer();
    storage = await configuredStorage({ STORAGE_DIR: '', ...s3.settings });
  });
  const put = async (content: Buffer) => {
    const key = newKey();
    await storage.put(key, content, text);
    s3.seen.length = 0;
    return key;
  };
  const readinessOf = async (more: Partial<S3Server['settings']>) => {
    const other = await configuredStorage({ STORAGE_DIR: '', ...s3.settings, ...more });
    const { checks } = await createReadiness([{ name: 'storage', check: () => other.check() }]).read();
    return checks['storage'];
  };

  it('tries again what the server was too busy for, and gives up with a sentence', async () => {
    const key = newKey();
    s3.next.push(503, 500, 503);
    await storage.put(key, Buffer.from('late'), text);
    expect((await read(key)).toString()).toBe('late');
    s3.next.push(503, 503, 503, 503);
    await expect(storage.get(key)).rejects.toMatchObject({ id: 'unavailable', status: 503 });
    s3.next.push(503, 503, 503, 503);
    await expect(storage.put(key, Buffer.from('never'), text)).rejects.toMatchObject({ id: 'unavailable' });
    expect((await read(key)).toString()).toBe('late');
  });

  it('asks for the rest when the connection breaks while a file is read', async () => {
    const content = randomBytes(2_000_000);
    const key = await put(content);
    s3.next.push('cut', 'cut');
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect((await read(key, { sha256 })).equals(content)).toBe(true);
    expect(s3.seen).toEqual(Array.from({ length: 3 }, () => `GET ${key}`));
  });

  it('gives no mixture when the file was replaced while its connection was broken', async () => {
    const key = await put(randomBytes(2_000_000));
    s3.next.push('cut');
    const stream = await storage.get(key);
    await storage.put(key, randomBytes(2_000_000), text);
    await expect(stream.toArray()).rejects.toMatchObject({ id: 'unavailable' });
  });

  it('shares a bucket between installations by prefixes', async () => {
    const inside = await configuredStorage({
      STORAGE_DIR: '',
      ...s3.settings,
      STORAGE_URL: 's3://kelp-files/two/kelp',
    });
    const key = newKey();
    await inside.put(key, Buffer.from('of the second'), text);
    expect(await storage.exists(key)).toBe(false);
    expect(await readFile(s3.placeOf(`two/kelp/${key}`), 'utf8')).toBe('of the second');
    await storage.deleteTenant(tenant);
    expect(await inside.exists(key)).toBe(true);
  });

  it('is ready or says to the operator what to mend', async () => {
    expect(await readinessOf({})).toBe('ok');
    expect(await readinessOf({ S3_SECRET_ACCESS_KEY: 'wrong' })).toMatch(
      /refuses the bucket kelp-files: the keys must/,
    );
    expect(await readinessOf({ STORAGE_URL: 's3://others' })).toMatch(/no bucket others at http:.*Make it first/);
    expect(await readinessOf({ S3_REGION: 'us-west-9' })).toMatch(/kelp-files.*us-west-9/);
    const { settings } = s3;
    await s3.close();
    expect(await readinessOf(settings)).toMatch(/file storage at http.* gives no answer|no answer within 2 s/);
  });

  it('takes over what lay in a folder: what is there already is compared, the rest is written and read back', async () => {
    const source = await openStorage(path.join(folder, 'old'));
    const keys = Array.from({ length: 10 }, newKey);
    for (const [n, key] of keys.entries()) await source.put(key, Buffer.from(`file ${n}`), text);
    const [changed = '', same = ''] = keys;
    await storage.put(changed, Buffer.from('other'), text);
    await storage.put(same, Buffer.from('file 1'), text);
    const steps: number[] = [];
    expect(await copyFiles(source, storage, ({ copied }) => steps.push(copied))).toEqual({ copied: 9, same: 1 });
    expect(steps.at(-1)).toBe(9);
    for (const [n, key] of keys.entries()) expect((await read(key)).toString()).toBe(`file ${n}`);
    expect(await copyFiles(source, storage, () => undefined)).toEqual({ copied: 0, same: 10 });
  });

  it('reads its settings whole', () => {
    const engines = { DATABASE_URL: 'x', REDIS_URL: 'x', KELP_SECRET: 'x'.repeat(32) };
    const needed: NodeJS.ProcessEnv = { NODE_ENV: 'test', ...engines, S3_ACCESS_KEY_ID: 'one' };
    expect(() => loadConfig(needed)).toThrow('S3_SECRET_ACCESS_KEY: Give S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY');
    const wrong = { ...needed, S3_SECRET_ACCESS_KEY: 'two', S3_ENDPOINT: 's3.example.com' };
    expect(() => loadConfig(wrong)).toThrow('S3_ENDPOINT: Give the address of the server');
    expect(loadConfig({ ...wrong, S3_ENDPOINT: 'https://s3.example.com', S3_PATH_STYLE: '1' }).S3_PATH_STYLE).toBe(
      true,
    );
  });
});
