import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, readdir, rename, rm, stat, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { AppError, unavailable } from '@kelp/std';
import {
  checkedTenant,
  checkStorageKey,
  isStorageKey,
  missingFile,
  type GetOptions,
  type Storage,
  type StoredContent,
  type StoredFile,
} from './storage';
import { verified } from './verified';

const temporaryFolder = '.incoming';
const abandonedAfterMs = 24 * 60 * 60_000;

/**
 * Storage in a folder of this machine (or a mounted share that all processes see). Files are written beside their place,
 * synced to disk and renamed, so that a crash leaves the old file or the new one.
 * @throws AppError `storage.folder` when the folder can't be made.
 */
export async function openFolderStorage(folder: string): Promise<Storage> {
  const root = path.resolve(folder);
  try {
    await mkdir(path.join(root, temporaryFolder), { recursive: true, mode: 0o700 });
    await removeAbandoned(path.join(root, temporaryFolder));
  } catch (error) {
    throw new AppError('storage.folder', 503, `The folder ${root} can't be used for files (${reason(error)}).`);
  }
  return {
    put: (key, content) => put(root, key, content),
    get: (key, options) => get(root, key, options),
    exists: (key) => exists(placeOf(root, key)),
    delete: (key) => unlink(placeOf(root, key)).catch(ignoreMissing),
    deleteTenant: (tenantId) => rm(path.join(root, checkedTenant(tenantId)), { recursive: true, force: true }),
    list: (tenantId) => list(root, tenantId === undefined ? undefined : checkedTenant(tenantId)),
    check: () => check(root),
  };
}

function placeOf(root: string, key: string): string {
  checkStorageKey(key);
  return path.join(root, ...key.split('/'));
}

async function put(root: string, key: string, content: Readable | Buffer): Promise<StoredFile> {
  const place = placeOf(root, key);
  const temporary = path.join(root, temporaryFolder, randomUUID());
  try {
    const stored = await write(temporary, content);
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    await rename(temporary, place);
    await syncFolder(path.dirname(place));
    return stored;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Writes and syncs the file; hash and size are taken from the bytes that pass. */
async function write(file: string, content: Readable | Buffer): Promise<StoredFile> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const chunk of Buffer.isBuffer(content) ? [content] : (content as AsyncIterable<Buffer>)) {
      hash.update(chunk);
      size += chunk.length;
      for (let done = 0; done < chunk.length;) done += (await handle.write(chunk, done)).bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), size };
}

/** Makes a rename in the folder durable. Some systems can't sync folders; there the rename is as safe as it gets. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (!handle) return;
  try {
    await handle.sync();
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'EISDIR', 'EBADF'].includes(codeOf(error))) throw error;
  } finally {
    await handle.close();
  }
}

async function get(root: string, key: string, options: GetOptions = {}): Promise<StoredContent> {
  const handle = await openFile(placeOf(root, key));
  if (!handle) throw missingFile(key);
  const { file, size } = handle;
  const stream = file.createReadStream();
  return Object.assign(options.sha256 ? verified(stream, options.sha256, key) : stream, { size });
}

/** Opens a file once and asks the open file what it is: what is deleted or replaced meanwhile changes neither size nor content. */
async function openFile(place: string): Promise<{ file: FileHandle; size: number } | null> {
  const file = await open(place, 'r').catch((error: unknown) => {
    ignoreMissing(error);
    return null;
  });
  if (!file) return null;
  const found = await file.stat();
  if (found.isFile()) return { file, size: found.size };
  await file.close();
  return null;
}

async function* list(root: string, tenantId?: string): AsyncGenerator<string> {
  if (tenantId !== undefined) return yield* listTenant(root, tenantId);
  for await (const tenant of await opendir(root))
    if (tenant.isDirectory() && tenant.name !== temporaryFolder) yield* listTenant(root, tenant.name);
}

async function* listTenant(root: string, tenant: string): AsyncGenerator<string> {
  for (const kind of (await readdir(path.join(root, tenant)).catch(ignoreMissing)) ?? []) {
    const names = await readdir(path.join(root, tenant, kind)).catch(ignoreMissing);
    for (const key of (names ?? []).map((name) => `${tenant}/${kind}/${name}`)) if (isStorageKey(key)) yield key;
  }
}

async function exists(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isFile();
  } catch (error) {
    ignoreMissing(error);
    return false;
  }
}

async function check(root: string): Promise<void> {
  const probe = path.join(root, temporaryFolder, `probe-${randomUUID()}`);
  try {
    await write(probe, Buffer.from('probe'));
    const read = await createReadStream(probe).toArray();
    if (Buffer.concat(read).toString() !== 'probe') throw new Error('read back something else');
  } catch {
    throw unavailable('The file storage');
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/** Removes what crashed writers have left behind. Files of writers that are still at work are younger. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const age = await stat(file).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0,
    );
    if (age > abandonedAfterMs) await rm(file, { force: true });
  }
}

function ignoreMissing(error: unknown): void {
  if (!['ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw error;
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
