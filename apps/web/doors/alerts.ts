import { raw, Router } from 'express';
import { AppError } from '@kelp/std';
import { inboundHandler } from '@kelp/webhooks';
import { contextOf } from '../middleware/request-context';
import { limitRate } from '../middleware/rate-limits';
import type { WebHouse } from '../web-house';

/**
 * `POST /api/alerts/<workspace>/<secret>`: where other programs send alerts. No session and no origin count here: the secret in the address
 * does, and a signature where the workspace asks for one. The answer says what became of it.
 */
export function alertsDoor(web: WebHouse): Router {
  const router = Router();
  const take = inboundHandler(web.house);
  const limit = limitRate(web, 'alert', (request) =>
    `${request.params['tenant']}:${request.params['token']}`.slice(0, 120),
  );
  router.post('/:tenant/:token', limit, raw({ type: () => true, limit: '256kb' }), async (request, response) => {
    const { tenant, token } = request.params as { tenant: string; token: string };
    const taken = await take({
      tenant,
      token,
      body: Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '',
      header: (name) => request.get(name),
      requestId: contextOf(request).id,
    });
    if (taken.outcome === 'refused') throw new AppError('alert.refused', 422, taken.reason ?? 'It could not be taken.');
    response.status(200).json({ outcome: taken.outcome, ticketId: taken.ticketId });
  });
  return router;
}
