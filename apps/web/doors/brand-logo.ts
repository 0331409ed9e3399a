import { Router } from 'express';
import { notFound } from '@kelp/std';
import { safeDownloadHeaders } from '@kelp/platform/storage';
import type { WebHouse } from '../web-house';

/**
 * `GET /brand/<workspace>/<logo>`: the logo of a workspace for its sign-in page and its mails. Nobody need be signed in: whoever has the address may
 * see it, on other sites too, where mails are read. The id changes with the picture, so browsers keep it for good.
 */
export function brandLogoDoor(web: WebHouse): Router {
  const router = Router();
  router.get('/:tenant/:id', async (request, response) => {
    const { tenant, id } = request.params;
    const logo = await web.brands.logo(tenant, id);
    if (!logo) throw notFound('logo');
    const headers = safeDownloadHeaders(logo.name, logo.contentType, 'inline');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    response.end(logo.content);
  });
  return router;
}
