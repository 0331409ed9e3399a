import compression from 'compression';
import express, { Router, type Express, type RequestHandler } from 'express';
import type { Queues } from '@kelp/kernel';
import { apiDoor, openApiDoor } from './doors/api/api-door';
import { writeProblem } from './doors/api/write-problem';
import { alertsDoor } from './doors/alerts';
import { brandLogoDoor } from './doors/brand-logo';
import { callDoor } from './doors/call';
import { exportsDoor } from './doors/exports';
import { filesDoor } from './doors/files';
import { identityDoor } from './doors/identity-doors';
import { liveDoor } from './doors/live';
import { ownDomainCheck } from './doors/own-domain-check';
import { paymentEventsDoor } from './doors/payment-events';
import { providersDoor } from './doors/providers';
import { presenceDoor } from './doors/presence';
import { surveysDoor } from './doors/surveys';
import { mailViewDoor } from './doors/mail-view';
import { uploadsDoor } from './doors/uploads';
import { byApiKey, bySession } from './middleware/authenticate';
import { answerErrors, noSuchDoor } from './middleware/errors';
import { logRequests } from './middleware/log-requests';
import { byOwnDomain } from './middleware/own-domain';
import { limitRate } from './middleware/rate-limits';
import { requestContext } from './middleware/request-context';
import { sameOrigin } from './middleware/same-origin';
import { securityHeaders } from './middleware/security-headers';
import { operatorRouter } from './operator/router';
import type { WebHouse } from './web-house';

/**
 * The whole server but Next, in the order in which a request meets it: request id, probes, log, security headers, own domain, session or key, rate limit, doors.
 * `pages` comes last: whatever no door took.
 */
export function createApp(web: WebHouse, queues: Queues, pages: RequestHandler): Express {
  const { config, log } = web;
  const isHttps = config.publicUrl.protocol === 'https:';
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.TRUST_PROXY);
  app.use(requestContext);
  app.use((request, response, next) => void (web.probes.handle(request, response) || next()));
  app.use(logRequests(log, web.metrics));
  app.use(securityHeaders({ isDevelopment: config.NODE_ENV === 'development', isHttps }));
  app.use(byOwnDomain(web));
  app.use('/api/v1', answerErrors(log, writeProblem));
  app.use(
    compression({
      filter: (request, response) => !request.path.startsWith('/api/live') && compression.filter(request, response),
    }),
  );
  app.use('/api/v1', apiRouter(web));
  app.use('/api/payment-events', limitRate(web, 'api'), paymentEventsDoor(web), noSuchDoor);
  app.get('/api/own-domain', limitRate(web, 'page'), ownDomainCheck(web));
  app.use('/api/alerts', alertsDoor(web), noSuchDoor);
  app.use('/survey', surveysDoor(web));
  app.use('/brand', limitRate(web, 'page'), brandLogoDoor(web), noSuchDoor);
  app.use(bySession(web));
  app.use('/api', screensRouter(web));
  app.use('/admin', limitRate(web, 'page'), sameOrigin(config.publicUrl.origin), operatorRouter(web, queues));
  app.all('/{*splat}', sameOrigin(config.publicUrl.origin), pages);
  app.use(answerErrors(log));
  return app;
}

function apiRouter(web: WebHouse): Router {
  const router = Router();
  router.get('/openapi.json', limitRate(web, 'page'), openApiDoor(web));
  router.use(byApiKey(web));
  router.use('/uploads', limitRate(web, 'upload'), uploadsDoor(web));
  router.use(apiDoor(web), noSuchDoor, answerErrors(web.log, writeProblem));
  return router;
}

/** The doors of our own pages. `/api/auth` goes on to NextAuth in Next, and so does any other address that is not ours. */
function screensRouter(web: WebHouse): Router {
  const router = Router();
  const ours = sameOrigin(web.config.publicUrl.origin);
  router.use(['/call/search.find', '/call/portal_search.find'], limitRate(web, 'search'));
  router.use('/call/search.suggest', limitRate(web, 'typeahead'));
  router.use('/call', ours, limitRate(web, 'call'), callDoor(web), noSuchDoor);
  router.use('/exports', limitRate(web, 'call'), exportsDoor(web), noSuchDoor);
  router.use('/files', limitRate(web, 'call'), filesDoor(web), noSuchDoor);
  router.use('/mail-view', limitRate(web, 'call'), mailViewDoor(web), noSuchDoor);
  router.use('/uploads', ours, limitRate(web, 'upload'), uploadsDoor(web), noSuchDoor);
  router.get('/live', limitRate(web, 'call'), liveDoor(web));
  router.use('/presence', ours, limitRate(web, 'call'), presenceDoor(web), noSuchDoor);
  router.use('/door', ours, limitRate(web, 'door'), identityDoor(web), noSuchDoor);
  router.use('/sign-in', limitRate(web, 'door'), providersDoor(web), noSuchDoor);
  router.use('/auth/callback', ours, limitRate(web, 'door'));
  return router;
}
