import { Router } from 'express';
import { unauthenticated } from '@kelp/std';
import { commentView } from '@kelp/tickets';
import type { WebHouse } from '../web-house';
import { contextOf } from '../middleware/request-context';

/** Pictures from anywhere and styles of the mail's own; no script, no form, no frame, and no page but ours may show it. */
const policy = [
  "default-src 'none'",
  "img-src 'self' https: http: data:",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
].join('; ');

/** `GET /api/mail-view/<comment>`: a mail as a document of its own, with the pictures that its sender's servers hold. */
export function mailViewDoor(web: WebHouse): Router {
  const router = Router();
  router.get('/:id', async (request, response) => {
    const { caller } = contextOf(request);
    if (!caller) throw unauthenticated();
    const { html } = await web.dispatcher.run(commentView, { id: request.params.id }, caller);
    response.setHeader('content-security-policy', policy);
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-store');
    response.type('html').send(
      `<!doctype html><html lang=""><head><meta charset="utf-8"><title>Mail</title><style>
body{margin:0;padding:12px 14px;background:#fff;color:#211f28;font:14px/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
img{max-width:100%;height:auto}</style></head><body>${html}</body></html>`,
    );
  });
  return router;
}
