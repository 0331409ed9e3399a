import { Router } from 'express';
import { AppError, invalid, newId, unauthenticated } from '@kelp/std';
import { safeFileName, sniffContentType, storageKey } from '@kelp/platform/storage';
import { recordUpload, sealUpload } from '@kelp/tickets';
import type { WebHouse } from '../web-house';
import { contextOf } from '../middleware/request-context';

const maxBytes = 25 * 1024 * 1024;

/**
 * `POST /api/uploads?filename=…` with the bytes as body. Stores the file and answers its id, which a comment then takes. The type is told by the
 * content, never by what the browser says.
 */
export function uploadsDoor(web: WebHouse): Router {
  const router = Router();
  router.post('/', async (request, response) => {
    const { caller } = contextOf(request);
    if (!caller) throw unauthenticated();
    const given = String(request.query['filename'] ?? '').slice(0, 300);
    if (given === '') throw invalid('Name the file: /api/uploads?filename=photo.png');
    const content = await readBody(request);
    if (content.length === 0) throw invalid('The file is empty. Choose another one.');
    const contentType = sniffContentType(content, given);
    const id = newId();
    const key = storageKey(caller.tenant, 'upload', id);
    const { sha256, size } = await web.storage.put(key, content, { contentType });
    const filename = safeFileName(given, contentType);
    try {
      const seal = sealUpload({ id, size, sha256 });
      await web.dispatcher.run(recordUpload, { id, filename, contentType, size, sha256, seal }, caller);
    } catch (error) {
      // Nobody could ever find these bytes again.
      await web.storage.delete(key);
      throw error;
    }
    response.status(201).json({ data: { id, filename, contentType, size } });
  });
  return router;
}

async function readBody(request: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBytes) throw new AppError('too_large', 413, 'A file has at most 25 MB. Share larger ones by a link.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
