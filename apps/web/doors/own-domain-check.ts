import type { RequestHandler } from 'express';
import { plainHost } from '@kelp/tenants';
import { notFound } from '@kelp/std';
import type { WebHouse } from '../web-house';

/** `GET /api/own-domain?domain=…`: whether a certificate may be made for a domain, for the proxy in front. Nothing but what the DNS tells everybody. */
export function ownDomainCheck(web: WebHouse): RequestHandler {
  return async (request, response) => {
    const given = request.query['domain'];
    const host = typeof given === 'string' ? plainHost(given) : null;
    if (!host || !(await web.brands.workspaceAt(host))) throw notFound('domain');
    response.setHeader('cache-control', 'no-store').json({ data: { domain: host } });
  };
}
