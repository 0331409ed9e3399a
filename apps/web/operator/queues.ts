import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Router } from 'express';
import type { Queues } from '@kelp/kernel';

/** Its page brings a script of its own inline, so it gets a policy of its own; it is behind the same guard as the rest. */
const policy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'";

/** bull-board over all queues. */
export function queueDashboard(queues: Queues): Router {
  const adapter = new ExpressAdapter();
  adapter.setBasePath('/admin/queues');
  createBullBoard({
    queues: Object.values(queues).map((queue) => new BullMQAdapter(queue)),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Kelp queues' } },
  });
  const router = Router();
  router.use((_request, response, next) => {
    response.setHeader('content-security-policy', policy);
    next();
  });
  router.use(adapter.getRouter() as Router);
  return router;
}
