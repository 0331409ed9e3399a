import type { NextFunction, Request, Response } from 'express';
import { newId } from '@kelp/std';
import type { Caller } from '@kelp/kernel';

/** What the server has found out about a request; filled in order by the middleware. */
export interface RequestContext {
  readonly id: string;
  /** Fresh for every response; the only scripts a page may run carry it. */
  readonly nonce: string;
  caller: Caller | null;
  sessionToken: string | null;
  /** Set when the request came to the verified domain of a workspace's portal. */
  ownDomain: OwnDomain | null;
}

export interface OwnDomain {
  readonly tenant: string;
  /** Scheme, host and port, as a browser there names its origin. */
  readonly origin: string;
}

const contexts = new WeakMap<object, RequestContext>();

/** The context of a request that came through `requestContext`. */
export function contextOf(request: object): RequestContext {
  const found = contexts.get(request);
  if (!found) throw new Error('This request did not come through the server.');
  return found;
}

const sane = /^[\w.:-]{8,100}$/;

/** First of all: an id (a proxy's own when it looks like one) and a nonce. Headers by which a client could claim a tenant or a nonce are dropped. */
export function requestContext(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-request-id');
  const id = given && sane.test(given) ? given : newId();
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64');
  for (const name of ['x-tenant-id', 'x-tenant', 'x-nonce', 'x-user-id', 'content-security-policy'])
    delete request.headers[name];
  contexts.set(request, { id, nonce, caller: null, sessionToken: null, ownDomain: null });
  response.setHeader('x-request-id', id);
  next();
}

/** Where a request came from, as sign-in notes and limits it. */
export const originOf = (request: Request) => ({
  requestId: contextOf(request).id,
  remoteAddress: request.ip ?? '',
  userAgent: request.get('user-agent') ?? '',
  workspace: contextOf(request).ownDomain?.tenant,
});
