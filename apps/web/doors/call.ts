import { Router, json } from 'express';
import { unauthenticated } from '@kelp/std';
import { storedFile } from '@kelp/kernel/contract';
import { AppError } from '@kelp/std';
import type { WebHouse } from '../web-house';
import { jsonOnly } from '../middleware/same-origin';
import { contextOf } from '../middleware/request-context';

const bodyLimit = '1mb';

/** The screens' door: `POST /api/call/<action or query>` with its input as JSON. */
export function callDoor(web: WebHouse): Router {
  const router = Router();
  router.post('/:name', jsonOnly, json({ limit: bodyLimit, strict: false }), async (request, response) => {
    const { caller } = contextOf(request);
    if (!caller) throw unauthenticated();
    const name = String(request.params['name']);
    if (web.house.registry.queries.get(name)?.contract.output === storedFile) {
      throw new AppError('is_file', 400, `${name} is a file: read it at /api/files/${name}/<id>.`);
    }
    const idempotencyKey = request.get('idempotency-key');
    const data = await web.dispatcher.wire(
      name,
      request.body ?? {},
      idempotencyKey ? { ...caller, idempotencyKey } : caller,
    );
    response.setHeader('cache-control', 'no-store').json({ data });
  });
  return router;
}
