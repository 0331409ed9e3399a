import { pipeline } from 'node:stream/promises';
import { Router, type Response } from 'express';
import { notFound, unauthenticated } from '@kelp/std';
import { safeDownloadHeaders } from '@kelp/platform/storage';
import { storedFile, type z } from '@kelp/kernel/contract';
import type { WebHouse } from '../web-house';
import { contextOf } from '../middleware/request-context';

/** `GET /api/files/<query>/<id>`: streams what a query with the output `storedFile` names; the query decides who may. `?show=1` shows pictures and PDFs. */
export function filesDoor(web: WebHouse): Router {
  const router = Router();
  router.get('/:name/:id', async (request, response) => {
    const { caller } = contextOf(request);
    if (!caller) throw unauthenticated();
    const query = web.house.registry.queries.get(request.params.name);
    if (query?.contract.output !== storedFile) throw notFound('file');
    const file = (await web.dispatcher.wire(request.params.name, { id: request.params.id }, caller)) as z.output<
      typeof storedFile
    >;
    await sendFile(web, file, response, request.query['show'] === '1' ? 'inline' : 'attachment');
  });
  return router;
}

/** Streams a stored file under headers that no browser takes for a page of ours. */
export async function sendFile(
  web: WebHouse,
  file: z.output<typeof storedFile>,
  response: Response,
  disposition: 'inline' | 'attachment',
): Promise<void> {
  const content = await web.storage.get(file.storageKey);
  const headers = safeDownloadHeaders(file.filename, file.contentType, disposition);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // that of the file itself: a paper may have been drawn anew since the query was asked
  response.setHeader('content-length', String(content.size));
  // A reader that goes away is no error of ours.
  await pipeline(content, response).catch(() => response.destroy());
}
