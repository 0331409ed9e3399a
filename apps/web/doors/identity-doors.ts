import { Router, json } from 'express';
import { identityDoors } from '@kelp/identity';
import { invalid } from '@kelp/std';
import type { WebHouse } from '../web-house';
import { jsonOnly } from '../middleware/same-origin';
import { contextOf, originOf } from '../middleware/request-context';

/** `POST /api/door/<name>`: what nobody need be signed in for: set-up, choosing a workspace, a forgotten password, an invitation. */
export function identityDoor(web: WebHouse): Router {
  const router = Router();
  for (const [name, door] of Object.entries(identityDoors)) {
    router.post(`/${name}`, jsonOnly, json({ limit: '20kb' }), async (request, response) => {
      const parsed = door.input.safeParse(request.body);
      if (!parsed.success) {
        const fields = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]));
        throw invalid('Some values are not right. Correct the marked fields and try again.', fields);
      }
      const seen = {
        ...originOf(request),
        caller: contextOf(request).caller ?? null,
      };
      const data = await door.run(web.identity, parsed.data as never, seen);
      response.setHeader('cache-control', 'no-store').json({ data: data ?? null });
    });
  }
  return router;
}
