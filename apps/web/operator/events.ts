import { Router, type Request } from 'express';
import { isUuid, notFound } from '@kelp/std';
import { listDeadDeliveries, listDeadJobs, readBacklog, replayDelivery, replayJob } from '@kelp/kernel';
import type { WebHouse } from '../web-house';
import { html, operatorPage } from './page';

const field = (request: Request, name: string): string => String((request.body as Record<string, unknown>)?.[name] ?? '');

/** Outbox lag, deliveries and jobs that were given up, each with its reason and a way to run it again. */
export function eventsPages(web: WebHouse): Router {
  const router = Router();
  router.get('/', async (_request, response) => {
    const [backlog, deliveries, jobs] = await Promise.all([readBacklog(web.house), listDeadDeliveries(web.house), listDeadJobs(web.house)]);
    const { unpublished, pending } = backlog.counts;
    const again = (path: string, key: Record<string, string>) =>
      html`<form method="post" action="/admin/events/${path}">${Object.entries(key).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
      )}<button>Run again</button></form>`;
    const dead = deliveries.map(
      (one) => html`<tr><td>${one.type}<br><span class="quiet">${one.occurredAt.toISOString()}</span></td><td>${one.handler}</td><td>${one.attempts}</td>
        <td>${one.error ?? ''}<details><summary>Payload</summary><pre>${JSON.stringify(one.payload, null, 2)}</pre></details></td>
        <td>${again('replay', { tenantId: one.tenantId, eventId: one.eventId, handler: one.handler })}</td></tr>`,
    );
    const deadJobs = jobs.map(
      (one) => html`<tr><td>${one.name}<br><span class="quiet">${one.updatedAt.toISOString()}</span></td><td>${one.attempts}</td><td>${one.error ?? ''}</td>
        <td>${again('replay-job', { tenantId: one.tenantId, id: one.id })}</td></tr>`,
    );
    response.type('html').send(
      operatorPage(
        'Events',
        '/admin/events',
        html`<h1>Events</h1><p>${unpublished} wait in the outbox (the oldest for ${backlog.oldestUnpublishedSeconds} s), ${pending} deliveries are under way.</p>
          <h2>Deliveries that were given up</h2>${
            dead.length === 0
              ? html`<p class="quiet">None. Every event has reached everyone who wanted it.</p>`
              : html`<div class="wide"><table><thead><tr><th>Event</th><th>Handler</th><th>Tries</th><th>Reason</th><th></th></tr></thead><tbody>${dead}</tbody></table></div>`
          }<h2>Jobs that were given up</h2>${
            deadJobs.length === 0
              ? html`<p class="quiet">None.</p>`
              : html`<div class="wide"><table><thead><tr><th>Job</th><th>Tries</th><th>Reason</th><th></th></tr></thead><tbody>${deadJobs}</tbody></table></div>`
          }`,
      ),
    );
  });
  router.post('/replay', async (request, response) => {
    const [tenantId, eventId, handler] = [field(request, 'tenantId'), field(request, 'eventId'), field(request, 'handler')];
    if (!isUuid(tenantId) || !isUuid(eventId)) throw notFound('delivery');
    await replayDelivery(web.house, { tenantId, eventId, handler });
    response.redirect(303, '/admin/events');
  });
  router.post('/replay-job', async (request, response) => {
    const [tenantId, id] = [field(request, 'tenantId'), field(request, 'id')];
    if (!isUuid(tenantId) || !isUuid(id)) throw notFound('job');
    await replayJob(web.house, { tenantId, id });
    response.redirect(303, '/admin/events');
  });
  return router;
}
