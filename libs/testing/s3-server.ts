import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const accessKeyId = 'KELPTESTKEY';
const secretAccessKey = 'a-secret-of-the-test-server';
const region = 'eu-test-1';
const leastPart = 5 * 1024 * 1024;
const mostSkewMs = 15 * 60_000;

/** A server that speaks as much of S3 as a client of files needs, on one bucket whose objects lie on disk. */
export interface S3Server {
  /** What a program needs to reach it: `STORAGE_URL` and the settings beside it. */
  readonly settings: {
    STORAGE_URL: string;
    S3_ENDPOINT: string;
    S3_REGION: string;
    S3_ACCESS_KEY_ID: string;
    S3_SECRET_ACCESS_KEY: string;
    S3_PATH_STYLE: true;
  };
  /** Method and object of every request whose signature was right, oldest first. */
  readonly seen: string[];
  /** Answers the next requests so, each once: a status, or `cut` for an answer that breaks off halfway. */
  readonly next: (number | 'cut')[];
  /** The file in which an object lies. */
  placeOf(object: string): string;
  /** Uploads in parts that were begun and neither ended nor given up. */
  openUploads(): Promise<string[]>;
  close(): Promise<void>;
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

interface Asked {
  method: string;
  /** '' is the bucket itself. */
  key: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
  /** The answer is to break off halfway. */
  isCut: boolean;
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
const md5 = (data: Buffer) => createHash('md5').update(data).digest();
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/**
 * Starts the server in `folder` with one bucket, `kelp-files`. It checks what Amazon’s checks: signature version 4 over method, path, query,
 * headers and content, the hash of the content, Content-MD5, the age of a request, the least size of parts. It gives lists in pages of
 * `pageSize`. It knows nothing but what is asked of it here and answers 501 to all else.
 */
export async function startS3Server(folder: string, { pageSize = 1000 } = {}): Promise<S3Server> {
  const bucket = 'kelp-files';
  const store = { folder, pageSize };
  for (const name of ['objects', 'types', 'uploads', 'incoming']) await mkdir(join(folder, name), { recursive: true });
  const seen: string[] = [];
  const next: (number | 'cut')[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray());
    const url = new URL(request.url ?? '/', 'http://s3');
    requireSignature(request, url, body);
    const [, name = '', ...rest] = decodeURIComponent(url.pathname).split('/');
    const { method = '', headers } = request;
    const key = rest.join('/');
    seen.push(`${method} ${key}`);
    const fault = next.shift();
    if (typeof fault === 'number') throw new Refusal(fault, 'ServiceUnavailable');
    if (name !== bucket) throw new Refusal(404, 'NoSuchBucket');
    await serve(store, { method, key, query: url.searchParams, headers, body, isCut: fault === 'cut' }, response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      const { status, code } = error instanceof Refusal ? error : { status: 500, code: 'InternalError' };
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(request.method === 'HEAD' ? undefined : `<Error><Code>${code}</Code></Error>`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    settings: {
      STORAGE_URL: `s3://${bucket}`,
      S3_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      S3_REGION: region,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
      S3_PATH_STYLE: true,
    },
    seen,
    next,
    placeOf: (object) => placeOf(store, object),
    openUploads: () => readdir(join(folder, 'uploads')),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** @throws Refusal unless the request was signed with the key of this server, for this content, within the last minutes. */
function requireSignature(request: IncomingMessage, url: URL, body: Buffer): void {
  const header = (name: string) => String(request.headers[name] ?? '');
  const given = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
    header('authorization'),
  );
  if (!given) throw new Refusal(403, 'AccessDenied');
  const [, credential = '', names = '', signature = ''] = given;
  const [id, day = '', place, service, end] = credential.split('/');
  if (id !== accessKeyId) throw new Refusal(403, 'InvalidAccessKeyId');
  if (place !== region || service !== 's3' || end !== 'aws4_request')
    throw new Refusal(400, 'AuthorizationHeaderMalformed');
  const at = header('x-amz-date');
  const instant = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!at.startsWith(day) || !(Math.abs(Date.now() - instant) < mostSkewMs))
    throw new Refusal(403, 'RequestTimeTooSkewed');
  const signed = names.split(';');
  const wanted = Object.keys(request.headers).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  if (wanted.some((name) => !signed.includes(name))) throw new Refusal(403, 'AccessDenied');
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const contentHash = header('x-amz-content-sha256');
  const headers = signed.map((name) => `${name}:${header(name).trim().replace(/ +/g, ' ')}\n`).join('');
  const canonical = [request.method, url.pathname, query.join('&'), headers, names, contentHash].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), 's3'), 'aws4_request');
  const expected = hmac(key, `AWS4-HMAC-SHA256\n${at}\n${scope}\n${sha256(canonical)}`);
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) throw new Refusal(403, 'SignatureDoesNotMatch');
  if (contentHash !== sha256(body)) throw new Refusal(400, 'XAmzContentSHA256Mismatch');
  const sum = header('content-md5');
  if (sum && sum !== md5(body).toString('base64')) throw new Refusal(400, 'BadDigest');
}

interface Store {
  readonly folder: string;
  readonly pageSize: number;
}

const placeOf = ({ folder }: Store, key: string) => join(folder, 'objects', encoded(key));
const typeOf = ({ folder }: Store, key: string) => join(folder, 'types', encoded(key));
const etagOf = (body: Buffer) => `"${md5(body).toString('hex')}"`;

async function namesIn({ folder }: Store): Promise<string[]> {
  return (await readdir(join(folder, 'objects'))).map((name) => decodeURIComponent(name)).sort();
}

async function uploadOf({ folder }: Store, query: URLSearchParams): Promise<{ place: string; type: string }> {
  const place = join(folder, 'uploads', encoded(query.get('uploadId') ?? ''));
  const type = await readFile(join(place, 'type'), 'utf8').catch(() => null);
  if (type === null) throw new Refusal(404, 'NoSuchUpload');
  return { place, type };
}

/** Written beside its place and moved there: a reader sees the object as it was or as it is. */
async function keep(store: Store, key: string, body: Buffer, type: string): Promise<void> {
  const incoming = join(store.folder, 'incoming', randomUUID());
  await writeFile(incoming, body);
  await writeFile(typeOf(store, key), type);
  await rename(incoming, placeOf(store, key));
}

async function put(store: Store, { key, query, headers, body }: Asked, response: ServerResponse): Promise<void> {
  if (query.has('uploadId')) {
    const { place } = await uploadOf(store, query);
    await writeFile(join(place, String(Number(query.get('partNumber')))), body);
  } else await keep(store, key, body, headers['content-type'] ?? '');
  response.writeHead(200, { etag: etagOf(body), 'content-length': '0' }).end();
}

async function get(store: Store, { method, key, headers, isCut }: Asked, response: ServerResponse): Promise<void> {
  const body = await readFile(placeOf(store, key)).catch(() => null);
  if (!body) throw new Refusal(404, 'NoSuchKey');
  const etag = etagOf(body);
  if (headers['if-match'] && headers['if-match'] !== etag) throw new Refusal(412, 'PreconditionFailed');
  const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  const sent = body.subarray(from);
  const type = await readFile(typeOf(store, key), 'utf8').catch(() => 'application/octet-stream');
  const range = headers.range ? { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` } : {};
  const about = { 'content-length': String(sent.length), 'content-type': type, etag, ...range };
  response.writeHead(headers.range ? 206 : 200, about);
  if (isCut) return void response.write(sent.subarray(0, sent.length / 2), () => response.destroy());
  response.end(method === 'HEAD' ? undefined : sent);
}

async function list(store: Store, { query }: Asked, response: ServerResponse): Promise<void> {
  const after = query.get('continuation-token') ?? '';
  const all = await namesIn(store);
  const found = all.filter((name) => name.startsWith(query.get('prefix') ?? '') && name > after);
  const page = found.slice(0, store.pageSize);
  const isMore = found.length > page.length;
  const token = isMore ? `<NextContinuationToken>${escaped(page.at(-1) ?? '')}</NextContinuationToken>` : '';
  const contents = page.map((name) => `<Contents><Key>${escaped(name)}</Key></Contents>`).join('');
  sendXml(response, `<ListBucketResult><IsTruncated>${isMore}</IsTruncated>${token}${contents}</ListBucketResult>`);
}

async function begin(store: Store, { headers }: Asked, response: ServerResponse): Promise<void> {
  const id = randomUUID();
  await mkdir(join(store.folder, 'uploads', id));
  await writeFile(join(store.folder, 'uploads', id, 'type'), headers['content-type'] ?? '');
  sendXml(response, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
}

async function complete(store: Store, { key, query, body }: Asked, response: ServerResponse): Promise<void> {
  const { place, type } = await uploadOf(store, query);
  const listed = [...body.toString().matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
    sum: /<ETag>(?:"|&quot;)?([0-9a-f]{32})/.exec(part)?.[1],
  }));
  const parts: Buffer[] = [];
  for (const { number, sum } of listed) {
    const part = await readFile(join(place, String(number))).catch(() => null);
    if (!part || sum !== md5(part).toString('hex')) throw new Refusal(400, 'InvalidPart');
    if (parts.push(part) < listed.length && part.length < leastPart) throw new Refusal(400, 'EntityTooSmall');
  }
  await keep(store, key, Buffer.concat(parts), type);
  await rm(place, { recursive: true });
  sendXml(response, `<CompleteMultipartUploadResult><Key>${escaped(key)}</Key></CompleteMultipartUploadResult>`);
}

async function remove(store: Store, { key, query }: Asked, response: ServerResponse): Promise<void> {
  if (query.has('uploadId')) await rm((await uploadOf(store, query)).place, { recursive: true });
  else await rm(placeOf(store, key), { force: true });
  response.writeHead(204).end();
}

async function serve(store: Store, asked: Asked, response: ServerResponse): Promise<void> {
  const { method, key, query } = asked;
  if (key === '' && method === 'HEAD') return void response.writeHead(200).end();
  if (key === '' && method === 'GET' && query.get('list-type') === '2') return list(store, asked, response);
  if (key === '') throw new Refusal(501, 'NotImplemented');
  if (method === 'PUT') return put(store, asked, response);
  if (method === 'GET' || method === 'HEAD') return get(store, asked, response);
  if (method === 'POST' && query.has('uploads')) return begin(store, asked, response);
  if (method === 'POST' && query.has('uploadId')) return complete(store, asked, response);
  if (method === 'DELETE') return remove(store, asked, response);
  throw new Refusal(501, 'NotImplemented');
}

function sendXml(response: ServerResponse, xml: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?>${xml}`);
}
