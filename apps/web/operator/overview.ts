import type { RequestHandler } from 'express';
import { backupSentence, lastBackup, readBacklog, readLag } from '@kelp/kernel';
import { searchSubscribers } from '@kelp/search';
import { version } from '../../version';
import type { WebHouse } from '../web-house';
import { html, operatorPage } from './page';

interface Probe {
  name: string;
  isReady: boolean;
  checks: Record<string, string>;
}

async function probe(name: string, url: string): Promise<Probe> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3000) });
    const body = (await response.json()) as { checks?: Record<string, string> };
    return { name, isReady: response.ok, checks: body.checks ?? {} };
  } catch {
    return { name, isReady: false, checks: { process: 'does not answer' } };
  }
}

const searchHandlers = searchSubscribers.map(({ name }) => name);

/** Whether what people write can be found yet. */
function searchSentence({ waiting, oldestSeconds }: Awaited<ReturnType<typeof readLag>>): string {
  if (waiting === 0) return 'Search is up to date.';
  return `Search: ${waiting} changes cannot be found yet, the oldest for ${oldestSeconds} s.`;
}

/** All three processes with their checks, and what waits. */
export function overviewPage(web: WebHouse): RequestHandler {
  return async (_request, response) => {
    const { config } = web;
    const [backlog, lag, backup, ...probes] = await Promise.all([
      readBacklog(web.house),
      readLag(web.house, searchHandlers),
      lastBackup(web.house),
      probe('web', `http://127.0.0.1:${config.PORT}`),
      probe('worker', config.WORKER_URL),
      probe('scheduler', config.SCHEDULER_URL),
    ]);
    const rows = probes.map(
      (one) =>
        html`<tr>
          <td>${one.name}</td>
          <td>${one.isReady ? 'ready' : html`<span class="bad">not ready</span>`}</td>
          <td>${Object.entries(one.checks).map(([name, said]) => html`${name}: ${said}<br />`)}</td>
        </tr>`,
    );
    const figures = Object.entries(backlog.counts).map(
      ([what, count]) => html`<div><b>${count}</b>${what.replaceAll('_', ' ')}</div>`,
    );
    response.type('html').send(
      operatorPage(
        'Overview',
        '/admin',
        html`<h1>Overview</h1>
          <p class="quiet">
            Kelp ${version}. Counts are over all workspaces; an event that is not published yet is
            ${backlog.oldestUnpublishedSeconds} s old at most. ${searchSentence(lag)} ${backupSentence(backup)}
          </p>
          <div class="figures">${figures}</div>
          <h2>Processes</h2>
          <div class="wide">
            <table>
              <thead>
                <tr>
                  <th>Process</th>
                  <th>State</th>
                  <th>Checks</th>
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>
          </div>`,
      ),
    );
  };
}
