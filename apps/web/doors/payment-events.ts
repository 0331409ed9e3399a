import { raw, Router } from 'express';
import { paymentEventHandler } from '@kelp/billing';
import { contextOf } from '../middleware/request-context';
import type { WebHouse } from '../web-house';

/**
 * `POST /api/payment-events/<provider>/<workspace>`: where payment providers send their events. No session and no origin count here: the
 * signature over the raw body does. It answers once the event is committed, so that what fails is sent again by the provider.
 */
export function paymentEventsDoor(web: WebHouse): Router {
  const router = Router();
  const keep = paymentEventHandler(web.house);
  router.post('/:kind/:tenant', raw({ type: () => true, limit: '512kb' }), async (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
    const { kind, tenant } = request.params as { kind: string; tenant: string };
    const signature = request.get('stripe-signature') ?? '';
    await keep({ kind, tenant, body, signature, requestId: contextOf(request).id });
    response.status(200).json({ received: true });
  });
  return router;
}
