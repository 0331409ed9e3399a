import { Router, type Request } from 'express';
import { isUuid, notFound } from '@kelp/std';
import { listDeadDeliveries, listDeadJobs, readBacklog, replayDelivery, replayJob } from '@kelp/kernel';
import type { WebHouse } from '../web-house';
import { html, operatorPage, type Html } from './page';

const field = (request: Request, name: string): string =>
  String((request.body as Record<string, unknown>)?.[name] ?? '');

/** A button that runs what was given up again. */
function again(path: string, key: Record<string, string>): Html {
  const fields = Object.entries(key).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return html`<form method="post" action="/admin/events/${path}">${fields}<button>Run again</button></form>`;
}

function table(headings: readonly string[], rows: readonly Html[]): Html {
  const heads = [...headings, ''].map((heading) => html`<th>${heading}</th>`);
  return html`<div class="wide"><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

type DeadDelivery = Awaited<ReturnType<typeof listDeadDeliveries>>[number];
type DeadJob = Awaited<ReturnType<typeof listDeadJobs>>[number];

function deliveryRow({ type, occurredAt, handler, attempts, error, payload, tenantId, eventId }: DeadDelivery): Html {
  const shown = html`<details><summary>Payload</summary><pre>${JSON.stringify(payload, null, 2)}</pre></details>`;
  return html`<tr><td>${type}<br /><span class="quiet">${occurredAt.toISOString()}</span></td><td>${handler}</td>
    <td>${attempts}</td><td>${error}${shown}</td><td>${again('replay', { tenantId, eventId, handler })}</td></tr>`;
}

function jobRow({ name, updatedAt, attempts, error, tenantId, id }: DeadJob): Html {
  return html`<tr><td>${name}<br /><span class="quiet">${updatedAt.toISOString()}</span></td><td>${attempts}</td>
    <td>${error}</td><td>${again('replay-job', { tenantId, id })}</td></tr>`;
}

async function eventsPage(web: WebHouse): Promise<string> {
  const [{ counts, oldestUnpublishedSeconds }, deliveries, jobs] = await Promise.all([
    readBacklog(web.house),
    listDeadDeliveries(web.house),
    listDeadJobs(web.house),
  ]);
  const dead =
    deliveries.length === 0
      ? html`<p class="quiet">None. Every event has reached everyone who wanted it.</p>`
      : table(['Event', 'Handler', 'Tries', 'Reason'], deliveries.map(deliveryRow));
  const deadJobs =
    jobs.length === 0 ? html`<p class="quiet">None.</p>` : table(['Job', 'Tries', 'Reason'], jobs.map(jobRow));
  const lead = html`<p>${counts.unpublished} wait in the outbox (the oldest for ${oldestUnpublishedSeconds} s),
    ${counts.pending} deliveries are under way.</p>`;
  return operatorPage(
    'Events',
    '/admin/events',
    html`<h1>Events</h1>${lead}<h2>Deliveries that were given up</h2>${dead}<h2>Jobs that were given up</h2>${deadJobs}`,
  );
}

/** Outbox lag, deliveries and jobs that were given up, each with its reason and a way to run it again. */
export function eventsPages(web: WebHouse): Router {
  const router = Router();
  router.get('/', async (_request, response) => void response.type('html').send(await eventsPage(web)));
  router.post('/replay', async (request, response) => {
    const [tenantId, eventId] = [field(request, 'tenantId'), field(request, 'eventId')];
    if (!isUuid(tenantId) || !isUuid(eventId)) throw notFound('delivery');
    await replayDelivery(web.house, { tenantId, eventId, handler: field(request, 'handler') });
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
