import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { AppError } from '@kelp/std';
import { contextOf } from './request-context';

/**
 * Refuses writes that a page of another site could have sent: the Origin must be ours; a request without one must be called
 * same-origin by the browser itself (Fetch Metadata). OWASP ASVS 5.0, 3.5.1–3.5.3. On a portal's own domain that domain alone is ours.
 */
export function sameOrigin(publicAddress: string): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const publicOrigin = contextOf(request).ownDomain?.origin ?? publicAddress;
    const origin = request.get('origin');
    const isOurs = origin === undefined ? request.get('sec-fetch-site') === 'same-origin' : origin === publicOrigin;
    if (!isOurs)
      throw new AppError(
        'cross_origin',
        403,
        `This request did not come from ${publicOrigin}. Open Kelp at that address and try again.`,
      );
    next();
  };
}

/** JSON only: a form of another site cannot send it without asking first. */
export function jsonOnly(request: Request, _response: Response, next: NextFunction): void {
  if (request.method !== 'GET' && !request.is('application/json')) {
    throw new AppError('content_type', 415, 'Send the body as application/json.');
  }
  next();
}
