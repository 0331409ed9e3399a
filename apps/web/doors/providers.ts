import { Router, type Request } from 'express';
import { afterSignIn, beginByProvider, finishByProvider, type Arrival } from '@kelp/identity';
import { cookieValue, sessionCookie, sessionSeconds } from '@kelp/identity/next-auth';
import { isAppError } from '@kelp/std';
import type { WebHouse } from '../web-house';
import { contextOf, originOf } from '../middleware/request-context';

const doors = { msp: '/auth/msp/signin', client: '/auth/client-portal/signin' } as const;
const profiles = { msp: '/msp/profile', client: '/client-portal/profile' } as const;

const query = (request: Request, name: string): string => {
  const value = request.query[name];
  return typeof value === 'string' ? value.slice(0, 2000) : '';
};

/**
 * The way to a provider and back: `GET /api/sign-in/begin/<key>` and `GET /api/sign-in/callback`. What belongs to one attempt travels in a sealed
 * cookie, so an answer is good only in the browser that asked.
 */
export function providersDoor(web: WebHouse): Router {
  const isSecure = web.config.publicUrl.protocol === 'https:';
  const cookieName = isSecure ? '__Host-kelp.provider' : 'kelp.provider';
  const cookieOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const;
  const settings = { secret: web.config.KELP_SECRET, publicUrl: web.config.publicUrl.origin };
  const router = Router();

  router.get('/begin/:key', async (request, response) => {
    try {
      const {
        url,
        cookie,
        maxAgeMs: maxAge,
      } = await beginByProvider(web.identity, {
        ...originOf(request),
        provider: String(request.params['key']),
        next: query(request, 'next'),
        link: query(request, 'link'),
        invitation: query(request, 'invitation'),
      });
      response.cookie(cookieName, cookie, { ...cookieOptions, maxAge });
      response.redirect(303, url);
    } catch (error) {
      response.redirect(303, withProblem(doors.msp, error));
    }
  });

  router.get('/callback', async (request, response) => {
    const cookie = decodeURIComponent(cookieValue(request.headers.cookie ?? '', cookieName) ?? '');
    response.clearCookie(cookieName, cookieOptions);
    try {
      const found = await finishByProvider(web.identity, {
        ...originOf(request),
        url: new URL(request.originalUrl, settings.publicUrl),
        cookie,
        caller: contextOf(request).caller ?? null,
      });
      if (found.kind === 'signed_in') {
        const [name = '', value = ''] = (await sessionCookie(found, settings)).split('=');
        response.cookie(name, value, { ...cookieOptions, maxAge: sessionSeconds * 1000 });
      }
      response.redirect(303, addressAfter(found));
    } catch (error) {
      const { caller } = contextOf(request);
      const side = caller?.actor.userType === 'client' ? 'client' : 'msp';
      response.redirect(303, withProblem(caller ? profiles[side] : doors.msp, error));
    }
  });
  return router;
}

/** A second step is asked by the sign-in page itself; what it needs stands behind the #, which no server and no log ever sees. */
function addressAfter(found: Arrival): string {
  if (found.kind === 'connected') return `${profiles[found.portal]}?connected=yes`;
  if (found.kind === 'signed_in') return afterSignIn(found.portal, found.next);
  const { step, methods, passkey } = found;
  return `${doors[found.portal]}#second=${Buffer.from(JSON.stringify({ step, methods, passkey })).toString('base64url')}`;
}

/** Only the error's id travels, and the page has a sentence for each: an address must not be able to put words on our page. */
const withProblem = (page: string, error: unknown): string =>
  `${page}#problem=${isAppError(error) ? encodeURIComponent(error.id) : 'failed'}`;
