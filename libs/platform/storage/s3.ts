import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { away, bucketFault, isMissing, openBucket, type Bucket, type S3Settings } from './s3-client';
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

/** What is held in memory of a file that is being written; with the 10,000 parts of S3 files may have 80 GB. */
const partBytes = 8 * 1024 * 1024;
const readAgain = 4;
const deletedAtOnce = 16;
const writeCheckMs = 5 * 60_000;

/**
 * Storage in a bucket of a server that speaks S3, for several machines that share no disk. A file appears when its last byte is stored: small
 * ones by one request, larger ones in parts that are put together at the end. Parts that a killed writer leaves are not seen; let the bucket's
 * own rule take them away.
 * @throws AppError `storage.bucket` for an address without a bucket.
 */
export async function openS3Storage(location: string, settings: S3Settings): Promise<Storage> {
  const bucket = await openBucket(location, settings);
  return {
    put: (key, content, { contentType }) => put(bucket, key, content, contentType),
    get: (key, options) => get(bucket, key, options),
    exists: (key) => exists(bucket, key),
    delete: (key) => remove(bucket, objectOf(bucket, key)),
    deleteTenant: (tenantId) => deleteTenant(bucket, checkedTenant(tenantId)),
    list: (tenantId) => list(bucket, tenantId === undefined ? '' : `${checkedTenant(tenantId)}/`),
    check: checker(bucket),
  };
}

function objectOf({ name, prefix }: Bucket, key: string) {
  checkStorageKey(key);
  return { Bucket: name, Key: `${prefix}${key}` };
}

const md5 = (content: Buffer): string => createHash('md5').update(content).digest('base64');

/** Cuts content into parts of the size that a file is sent in; at least one, of which only the last is smaller. */
async function* partsOf(content: Readable | Buffer): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of Buffer.isBuffer(content) ? [content] : (content as AsyncIterable<Buffer>))
    for (let from = 0; from < chunk.length;) {
      const piece = chunk.subarray(from, from + partBytes - size);
      held.push(piece);
      size += piece.length;
      from += piece.length;
      if (size < partBytes) continue;
      yield Buffer.concat(held);
      [held, size] = [[], 0];
    }
  yield Buffer.concat(held);
}

async function put(bucket: Bucket, key: string, content: Readable | Buffer, type: string): Promise<StoredFile> {
  const object = { ...objectOf(bucket, key), ContentType: type };
  const hash = createHash('sha256');
  let size = 0;
  async function* counted() {
    for await (const part of partsOf(content)) {
      hash.update(part);
      size += part.length;
      yield part;
    }
  }
  const parts = counted();
  const first: Buffer = (await parts.next()).value ?? Buffer.alloc(0);
  if (first.length < partBytes) {
    await parts.return(undefined);
    const { PutObjectCommand } = bucket.sdk;
    await asked(bucket.send(new PutObjectCommand({ ...object, Body: first, ContentMD5: md5(first) })));
  } else await putInParts(bucket, object, first, parts);
  return { sha256: hash.digest('hex'), size };
}

/** The parts are put together only when all are there; what fails before leaves the file as it was. */
async function putInParts(
  { sdk, send }: Bucket,
  { ContentType, ...object }: { Bucket: string; Key: string; ContentType: string },
  first: Buffer,
  rest: AsyncIterable<Buffer>,
): Promise<void> {
  const { UploadId } = await asked(send(new sdk.CreateMultipartUploadCommand({ ...object, ContentType })));
  try {
    const done: { PartNumber: number; ETag: string | undefined }[] = [];
    const store = async (part: Buffer) => {
      const PartNumber = done.length + 1;
      const about = { ...object, UploadId, PartNumber, Body: part, ContentMD5: md5(part) };
      const { ETag } = await asked(send(new sdk.UploadPartCommand(about)));
      done.push({ PartNumber, ETag });
    };
    await store(first);
    for await (const part of rest) if (part.length > 0) await store(part);
    const whole = { ...object, UploadId, MultipartUpload: { Parts: done } };
    await asked(send(new sdk.CompleteMultipartUploadCommand(whole)));
  } catch (error) {
    await send(new sdk.AbortMultipartUploadCommand({ ...object, UploadId })).catch(() => undefined);
    throw error;
  }
}

/** The answer, or the sentence for whoever wanted a file. */
const asked = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((error: unknown) => {
    throw away(error);
  });

async function get(bucket: Bucket, key: string, options: GetOptions = {}): Promise<StoredContent> {
  const object = objectOf(bucket, key);
  const ask = (more: { Range?: string; IfMatch?: string | undefined }) =>
    bucket.send(new bucket.sdk.GetObjectCommand({ ...object, ...more })).catch((error: unknown) => {
      throw isMissing(error) ? missingFile(key) : away(error);
    });
  const answer = await ask({});
  const size = Number(answer.ContentLength);
  const held = { body: bodyOf(answer) };
  const goOn = async (from: number) => {
    held.body.destroy();
    held.body = bodyOf(await ask({ Range: `bytes=${from}-`, IfMatch: answer.ETag }));
    return held.body;
  };
  const stream = Readable.from(whole(held.body, size, goOn), { objectMode: false });
  // A reader that goes away before it reads ends the answer as well.
  stream.once('close', () => held.body.destroy());
  return Object.assign(options.sha256 ? verified(stream, options.sha256, key) : stream, { size });
}

const bodyOf = ({ Body }: GetObjectCommandOutput): Readable => Body as Readable;
const bytesOf = (body: Readable) => body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;

/** The bytes of `body`; when its connection breaks, what is missing is asked for again, of the same version. */
async function* whole(body: Readable, size: number, goOn: (from: number) => Promise<Readable>): AsyncGenerator<Buffer> {
  let bytes = bytesOf(body);
  for (let at = 0, breaks = 0; ;) {
    const next = await bytes.next().catch((error: unknown) => ({ done: true as const, value: undefined, error }));
    if (!next.done) {
      at += next.value.length;
      yield next.value;
      continue;
    }
    if (at === size) return;
    if ((breaks += 1) > readAgain) throw away('error' in next ? next.error : new Error('The answer ended too early.'));
    bytes = bytesOf(await goOn(at));
  }
}

async function exists(bucket: Bucket, key: string): Promise<boolean> {
  const object = objectOf(bucket, key);
  try {
    await bucket.send(new bucket.sdk.HeadObjectCommand(object));
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw away(error);
  }
}

/** A server says the same whether there was such an object or not. */
async function remove({ sdk, send }: Bucket, object: { Bucket: string; Key: string }): Promise<void> {
  await asked(send(new sdk.DeleteObjectCommand(object)));
}

async function deleteTenant(bucket: Bucket, tenantId: string): Promise<void> {
  let waiting: string[] = [];
  const flush = async () => {
    await Promise.all(waiting.map((key) => remove(bucket, objectOf(bucket, key))));
    waiting = [];
  };
  for await (const key of list(bucket, `${tenantId}/`)) if (waiting.push(key) === deletedAtOnce) await flush();
  await flush();
}

async function* list({ sdk, send, name, prefix }: Bucket, under: string): AsyncGenerator<string> {
  let ContinuationToken: string | undefined;
  do {
    const about = { Bucket: name, Prefix: `${prefix}${under}`, ContinuationToken };
    const page = await asked(send(new sdk.ListObjectsV2Command(about)));
    for (const { Key = '' } of page.Contents ?? []) {
      const key = Key.slice(prefix.length);
      if (isStorageKey(key)) yield key;
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
}

/**
 * Asks for the bucket each time, and writes, reads and removes a small file at first, after a failure and every five minutes: writing costs
 * twelve times as much, and probes ask every few seconds.
 */
function checker(bucket: Bucket): () => Promise<void> {
  let provenAt = -Infinity;
  return async () => {
    const { sdk, send, name, prefix } = bucket;
    try {
      await send(new sdk.HeadBucketCommand({ Bucket: name }));
      if (performance.now() - provenAt < writeCheckMs) return;
      const probe = { Bucket: name, Key: `${prefix}.probe/${randomUUID()}` };
      await send(new sdk.PutObjectCommand({ ...probe, Body: 'probe' }));
      const read = await send(new sdk.GetObjectCommand(probe));
      const text = await read.Body?.transformToString();
      await send(new sdk.DeleteObjectCommand(probe));
      if (text !== 'probe') throw new Error('it gave back something else than was written');
      provenAt = performance.now();
    } catch (error) {
      provenAt = -Infinity;
      throw bucketFault(bucket, error);
    }
  };
}
