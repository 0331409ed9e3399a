import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '@kelp/std';
import { closedBy, isLocalAddress, type MailHostRules } from '../mail/mail-host';

export interface OutLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** A longer answer is cut off there instead of refused. */
  readonly isCut?: boolean;
}

const usual: OutLimits = { timeoutMs: 7000, maxBytes: 256 * 1024 };

const closed = (host: string) =>
  new AppError(
    'out.host',
    409,
    `${host} cannot be reached from here: it is unknown, or lies where this installation does not connect to. Use its public https address.`,
  );

/** Throws unless this installation may connect to the address. An IPv4 address written inside an IPv6 one counts as inside: no resolver writes so. */
function assertOpen(host: string, address: string, rules: MailHostRules): void {
  const isDisguised = /^::ffff:/i.test(address) && !rules.allowLocal && !rules.allowPrivate;
  if (isDisguised || closedBy(address, rules)) throw closed(host);
}

/**
 * Asks a server that a tenant named (ASVS 1.3.6, 15.3.2): https only, save for this machine in tests; the name is looked up once and that very
 * address connected to, so that it cannot change between check and use; no redirect is followed; the answer is cut off at a size and a time.
 * @throws AppError `out.host` when the address is not open, `out.failed` when the server does not answer as it should.
 */
export async function fetchOut(
  address: string | URL,
  init: { method?: string; headers?: Record<string, string>; body?: string },
  rules: MailHostRules,
  limits: OutLimits = usual,
): Promise<Response> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const [found] = isIP(host) ? [{ address: host, family: isIP(host) }] : await lookedUp(host, limits.timeoutMs);
  if (!found || url.username || url.password) throw closed(host);
  assertOpen(host, found.address, rules);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocalAddress(found.address))) throw closed(host);
  const pinned: LookupFunction = (_name, options, done) =>
    options.all ? done(null, [found]) : done(null, found.address, found.family);
  return send(url, init, pinned, limits);
}

/** What the name stands for; nothing when that is not known in time. */
async function lookedUp(host: string, timeoutMs: number): Promise<LookupAddress[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<LookupAddress[]>((resolve) => (timer = setTimeout(resolve, timeoutMs, [])));
  return Promise.race([lookup(host, { all: true }).catch(() => []), late]).finally(() => clearTimeout(timer));
}

function send(
  url: URL,
  init: { method?: string; headers?: Record<string, string>; body?: string },
  pinned: LookupFunction,
  { timeoutMs, maxBytes, isCut = false }: OutLimits,
): Promise<Response> {
  const failed = (why: string) =>
    new AppError('out.failed', 502, `${url.hostname} did not answer as it should: ${why}.`);
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, {
      method: init.method ?? 'GET',
      headers: {
        'user-agent': 'Kelp',
        ...init.headers,
        ...(init.body ? { 'content-length': Buffer.byteLength(init.body) } : {}),
      },
      lookup: pinned,
      agent: false,
    });
    const timer = setTimeout(() => request.destroy(failed('it took too long')), timeoutMs);
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error instanceof AppError ? error : failed('the connection failed'));
    });
    request.on('response', (response) => {
      read(response, maxBytes, isCut)
        .then(
          (content) => resolve(asResponse(response, content)),
          () => reject(failed('the answer is too long')),
        )
        .finally(() => {
          clearTimeout(timer);
          request.destroy();
        });
    });
    request.end(init.body);
  });
}

async function read(response: IncomingMessage, maxBytes: number, isCut: boolean): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes && !isCut) throw new Error('too long');
    parts.push(part);
    if (size > maxBytes) return Buffer.concat(parts).subarray(0, maxBytes);
  }
  return Buffer.concat(parts);
}

function asResponse(from: IncomingMessage, content: Buffer): Response {
  const status = from.statusCode ?? 502;
  const headers = new Headers();
  for (const [name, value] of Object.entries(from.headers)) if (typeof value === 'string') headers.set(name, value);
  const isBare = status === 204 || status === 205 || status === 304;
  return new Response(isBare ? null : new Uint8Array(content), { status, headers });
}
