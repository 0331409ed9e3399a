import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { AppError } from '@kelp/std';
import { openSealedFile, sealFile } from './sealed-file';

/** What one piece of an archive is: the rows of a table, or a stored file. */
export type EntryHead = { kind: 'rows'; table: string; columns: readonly string[] } | { kind: 'file'; key: string };

export interface EntryToWrite {
  readonly head: EntryHead;
  readonly content: AsyncIterable<Buffer>;
}

/** SHA-256 in lower-case hex over the content, and its size in bytes. */
export interface Seen {
  readonly sha256: string;
  readonly size: number;
}

export interface EntryRead {
  readonly head: EntryHead;
  /** To be read to its end before the next entry is asked for. */
  readonly content: AsyncIterable<Buffer>;
  /** Known once the content was read. */
  seen(): Seen;
}

const kinds = { head: 1, data: 2, end: 3, manifest: 4 } as const;
const longestRecord = 64 * 1024 * 1024;

function record(kind: number, payload: Buffer): Buffer {
  const start = Buffer.alloc(5);
  start.writeUInt8(kind);
  start.writeUInt32BE(payload.length, 1);
  return Buffer.concat([start, payload]);
}

const asJson = (value: unknown) => Buffer.from(JSON.stringify(value));

/** Passes content on and counts what passed; `seen` tells once it was read to its end. */
export function counting(content: AsyncIterable<Buffer>): { content: AsyncGenerator<Buffer>; seen(): Seen } {
  const hash = createHash('sha256');
  let size = 0;
  let sha256: string | undefined;
  async function* pass() {
    for await (const part of content) {
      hash.update(part);
      size += part.length;
      yield part;
    }
    sha256 = hash.digest('hex');
  }
  return {
    content: pass(),
    seen: () => {
      if (sha256 === undefined) throw new Error('The content was not read to its end.');
      return { sha256, size };
    },
  };
}

async function* records(
  entries: AsyncIterable<EntryToWrite>,
  written: (head: EntryHead, seen: Seen) => void,
  manifest: () => unknown,
): AsyncGenerator<Buffer> {
  for await (const entry of entries) {
    yield record(kinds.head, asJson(entry.head));
    const { content, seen } = counting(entry.content);
    for await (const part of content) yield record(kinds.data, part);
    written(entry.head, seen());
    yield record(kinds.end, Buffer.alloc(0));
  }
  yield record(kinds.manifest, asJson(manifest()));
}

/**
 * Writes entries and then the manifest, compressed and sealed, to `file`, which is there whole and durable or not at all.
 * @throws what the disk or an entry's content says; nothing is left behind then.
 */
export async function writeArchive(
  file: string,
  given: {
    passphrase?: string | undefined;
    entries: AsyncIterable<EntryToWrite>;
    /** Told of every entry once it is written. */
    written(head: EntryHead, seen: Seen): void;
    /** Asked after the last entry. */
    manifest(): unknown;
  },
): Promise<void> {
  const part = `${file}.part`;
  await rm(part, { force: true });
  try {
    await pipeline(
      records(given.entries, given.written, given.manifest),
      createGzip({ level: 1 }),
      (content: AsyncIterable<Buffer>) => sealFile(content, given.passphrase),
      createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }),
    );
    await rename(part, file);
    const folder = await open(dirname(file), 'r');
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Takes exactly as many bytes as are asked for out of a stream. */
function taker(content: AsyncIterable<Buffer>) {
  const source = content[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  return async (size: number): Promise<Buffer> => {
    const parts = [held];
    for (let have = held.length; have < size;) {
      const { value, done } = await source.next();
      if (done) throw unreadable();
      parts.push(value);
      have += value.length;
    }
    const all = Buffer.concat(parts);
    held = all.subarray(size);
    return all.subarray(0, size);
  };
}

const unreadable = () => new AppError('backup.damaged', 409, 'This backup cannot be read. Use another copy of it.');

/**
 * Reads an archive from its beginning: hands each entry to `visit` and returns the manifest. Every byte was checked against the seal before it is
 * handed out; that the archive is whole is known only when this returns.
 * @throws AppError `backup.…` as `openSealedFile`, or what `visit` throws.
 */
export async function readArchive(
  file: string,
  passphrase: string | undefined,
  visit: (entry: EntryRead) => Promise<void>,
): Promise<unknown> {
  const gunzip = createGunzip();
  const sealed = pipeline(Readable.from(openSealedFile(file, passphrase), { objectMode: false }), gunzip);
  sealed.catch(() => undefined);
  try {
    const take = taker(gunzip);
    for (;;) {
      const { kind, payload } = await nextRecord(take);
      if (kind === kinds.manifest) {
        // The end of the file is part of its seal.
        for await (const rest of gunzip) if ((rest as Buffer).length > 0) throw unreadable();
        await sealed;
        return JSON.parse(payload.toString('utf8'));
      }
      if (kind !== kinds.head) throw unreadable();
      const { content, seen } = counting(contentOf(take));
      await visit({ head: JSON.parse(payload.toString('utf8')) as EntryHead, content, seen });
      seen();
    }
  } finally {
    gunzip.destroy();
  }
}

async function nextRecord(take: (size: number) => Promise<Buffer>): Promise<{ kind: number; payload: Buffer }> {
  const start = await take(5);
  const length = start.readUInt32BE(1);
  if (length > longestRecord) throw unreadable();
  return { kind: start.readUInt8(), payload: await take(length) };
}

async function* contentOf(take: (size: number) => Promise<Buffer>): AsyncGenerator<Buffer> {
  for (;;) {
    const { kind, payload } = await nextRecord(take);
    if (kind === kinds.end) return;
    if (kind !== kinds.data) throw unreadable();
    yield payload;
  }
}
