import { createHash } from 'node:crypto';
import { AppError, isAppError } from '@kelp/std';
import type { Storage, StoredContent } from './storage';

const atOnce = 8;

export interface Copied {
  /** Files that were written. */
  copied: number;
  /** Files that lay there already with the same content. */
  same: number;
}

/**
 * Copies every file of one storage into another and reads nothing on trust: what lies there already is compared by its content, and what was
 * written is read back. Broken off, it is begun again. Files that are deleted meanwhile are passed over.
 * @throws AppError `storage.copy` when a file did not arrive as it was, or what the storages throw.
 */
export async function copyFiles(from: Storage, to: Storage, report: (done: Copied) => void): Promise<Copied> {
  const done: Copied = { copied: 0, same: 0 };
  let waiting: string[] = [];
  const flush = async () => {
    const outcomes = await Promise.all(waiting.map((key) => copyFile(from, to, key)));
    for (const outcome of outcomes) if (outcome) done[outcome] += 1;
    waiting = [];
    report(done);
  };
  for await (const key of from.list()) if (waiting.push(key) === atOnce) await flush();
  await flush();
  return done;
}

async function copyFile(from: Storage, to: Storage, key: string): Promise<keyof Copied | null> {
  const there = await hashOf(to, key);
  if (there !== null && there === (await hashOf(from, key))) return 'same';
  const content = await findFile(from, key);
  if (!content) return null;
  const { sha256 } = await to.put(key, content, { contentType: 'application/octet-stream' });
  if ((await hashOf(to, key)) !== sha256)
    throw new AppError('storage.copy', 500, `The file ${key} did not arrive as it was. Begin again.`);
  return 'copied';
}

/** The content of a file; null when there is none. */
export const findFile = (storage: Storage, key: string): Promise<StoredContent | null> =>
  storage.get(key).catch((error: unknown) => {
    if (isAppError(error) && error.id === 'storage.missing') return null;
    throw error;
  });

/** SHA-256 in lower-case hex over what lies there; null when nothing does. */
export async function hashOf(storage: Storage, key: string): Promise<string | null> {
  const content = await findFile(storage, key);
  if (!content) return null;
  const hash = createHash('sha256');
  for await (const part of content) hash.update(part as Buffer);
  return hash.digest('hex');
}
