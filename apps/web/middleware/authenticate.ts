import type { RequestHandler } from 'express';
import { callerFromApiKey, callerFromSession } from '@kelp/identity';
import { sessionTokenFromCookies } from '@kelp/identity/next-auth';
import { unauthenticated } from '@kelp/std';
import type { WebHouse } from '../web-house';
import { contextOf } from './request-context';

/** Finds out who asks by the session cookie. Nobody is not an error here: each door says what it needs. */
export function bySession(web: WebHouse): RequestHandler {
  const settings = { secret: web.config.KELP_SECRET, publicUrl: web.config.publicUrl.origin };
  return async (request, _response, next) => {
    const context = contextOf(request);
    const token = request.headers.cookie ? await sessionTokenFromCookies(request.headers.cookie, settings) : null;
    if (token) {
      const caller = await callerFromSession(web.house, token, { requestId: context.id });
      // on a portal's own domain only its own clients are anybody
      const isForeign = context.ownDomain && (caller?.tenant !== context.ownDomain.tenant || caller.door !== 'portal');
      if (!isForeign) Object.assign(context, { sessionToken: token, caller });
    }
    next();
  };
}

/** Finds out who asks by a bearer key; a key that is wrong, ended or revoked is refused here. */
export function byApiKey(web: WebHouse): RequestHandler {
  return async (request, _response, next) => {
    const context = contextOf(request);
    const key = /^Bearer (\S{20,200})$/i.exec(request.get('authorization') ?? '')?.[1];
    const remoteAddress = request.ip ?? '';
    context.caller = key ? await callerFromApiKey(web.house, key, { requestId: context.id, remoteAddress }) : null;
    if (!context.caller) throw unauthenticated();
    next();
  };
}
