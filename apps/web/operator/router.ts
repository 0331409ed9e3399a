import { Router, urlencoded, type Request, type RequestHandler, type Response } from 'express';
import { isOperator } from '@kelp/identity';
import { notFound, unauthenticated } from '@kelp/std';
import type { Queues } from '@kelp/kernel';
import type { WebHouse } from '../web-house';
import { contextOf } from '../middleware/request-context';
import { eventsPages } from './events';
import { mailPages } from './mail';
import { overviewPage } from './overview';
import { operatorPolicy } from './page';
import { queueDashboard } from './queues';

/** Only people on the installation's list of operators come in; for everybody else these addresses do not exist. */
function operatorsOnly(web: WebHouse): RequestHandler {
  return async (request, response, next) => {
    const { caller } = contextOf(request);
    if (!caller) {
      if (request.method === 'GET' && request.accepts('html'))
        return response.redirect(302, `/auth/msp/signin?next=${encodeURIComponent(request.originalUrl)}`);
      throw unauthenticated();
    }
    if (caller.actor.confinement || !(await isOperator(web.house, caller.tenant, caller.actor.id ?? '')))
      throw notFound('page');
    next();
  };
}

/** `/admin`: what belongs to the installation and to no tenant. */
export function operatorRouter(web: WebHouse, queues: Queues): Router {
  const router = Router();
  router.use(operatorsOnly(web));
  router.use('/queues', queueDashboard(queues));
  router.use((_request: Request, response: Response, next) => {
    response.setHeader('content-security-policy', operatorPolicy);
    response.setHeader('cache-control', 'no-store');
    next();
  });
  router.use(urlencoded({ extended: false, limit: '10kb' }));
  router.get('/', overviewPage(web));
  router.use('/events', eventsPages(web));
  router.use('/mail', mailPages(web));
  return router;
}
