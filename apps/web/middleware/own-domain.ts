import type { RequestHandler, Response } from 'express';
import { plainHost } from '@kelp/tenants';
import { html } from '../operator/page';
import type { WebHouse } from '../web-house';
import { noSuchDoor } from './errors';
import { contextOf } from './request-context';

/** What a client's portal is made of: its pages and the doors that they call. Whatever is not named here is not there on an own domain. */
const open = [
  /^\/$/,
  /^\/(client-portal|_next|auth\/client-portal)(\/|$)/,
  /^\/auth\/(second-factor|password-reset\/set-new-password|verify-email|check-email|sign-out)$/,
  /^\/api\/auth\/(csrf|session|signout|_log|callback\/client-portal)$/,
  /^\/api\/(call|files|uploads|exports|live|presence)(\/|$)/,
  /^\/api\/door\/(password-reset|proof)\/[a-z]+$/,
  /^\/api\/door\/(verify-email|provider\/list)$/,
  /^\/(icon\.svg|favicon\.ico)$/,
];

/** A picture or a survey of this very workspace. */
const isOwnPiece = (path: string, tenant: string): boolean =>
  path.startsWith(`/brand/${tenant}/`) || path.startsWith(`/survey/${tenant}/`);

/**
 * Finds out whether a request came to the verified domain of a workspace's portal. Such a request is for the clients of that workspace only: doors of
 * staff, of programs and of operators are not there. Any other host, known to nobody, is served as the public address is. The Host header decides
 * nothing else: addresses in mails come from the database.
 */
export function byOwnDomain(web: WebHouse): RequestHandler {
  const { hostname, protocol } = web.config.publicUrl;
  return async (request, response, next) => {
    const given = request.headers.host ?? '';
    const host = plainHost(given);
    const tenant = host && host !== hostname ? await web.brands.workspaceAt(host) : null;
    if (!tenant) return next();
    contextOf(request).ownDomain = { tenant, origin: `${protocol}//${given.toLowerCase()}` };
    const { path } = request;
    if (open.some((pattern) => pattern.test(path)) || isOwnPiece(path, tenant)) return next();
    if (/^\/api(\/|$)/i.test(path)) return noSuchDoor(request, response, next);
    nothingHere(response);
  };
}

function nothingHere(response: Response): void {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>There is nothing here</title>
        <style>
          :root {
            color-scheme: light dark;
          }
          body {
            max-width: 560px;
            margin: 15vh auto;
            padding: 0 20px;
            font: 16px/1.5 system-ui, sans-serif;
          }
        </style>
      </head>
      <body>
        <h1>There is nothing here</h1>
        <p>This page does not exist at this address.</p>
        <a href="/">Go to your start page</a>
      </body>
    </html>`;
  response.status(404).setHeader('cache-control', 'no-store').type('html').send(page.text);
}
