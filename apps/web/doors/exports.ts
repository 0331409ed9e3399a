import { once } from 'node:events';
import { Router, type Response } from 'express';
import { AppError, notFound, unauthenticated } from '@kelp/std';
import { safeDownloadHeaders } from '@kelp/platform/storage';
import { csvPage, type z } from '@kelp/kernel/contract';
import type { Caller } from '@kelp/kernel';
import type { WebHouse } from '../web-house';
import { contextOf } from '../middleware/request-context';

type Page = z.output<typeof csvPage>;

/**
 * `GET /api/exports/<query>?input=<json>`: strings the pages of a query with the output `csvPage` together as one file. Each page is a call of its own
 * through the dispatcher, so nothing is held in memory or in a long transaction, and a right taken away ends the export.
 */
export function exportsDoor(web: WebHouse): Router {
  const router = Router();
  router.get('/:name', async (request, response) => {
    const { caller } = contextOf(request);
    if (!caller) throw unauthenticated();
    const { name } = request.params;
    if (web.house.registry.queries.get(name)?.contract.output !== csvPage) throw notFound('export');
    await sendCsv(web, name, readInput(request.query['input']), caller, response);
  });
  return router;
}

function readInput(text: unknown): Record<string, unknown> {
  try {
    const input: unknown = JSON.parse(typeof text === 'string' ? text : '{}');
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Record<string, unknown>;
  } catch {
    // answered below
  }
  throw new AppError('bad_json', 400, 'The address of this export is not complete. Start it again from the list.');
}

/** Asks for page after page of a query and sends them as one file. */
export async function sendCsv(
  web: WebHouse,
  query: string,
  input: Record<string, unknown>,
  caller: Caller,
  response: Response,
): Promise<void> {
  const ask = async (after: string | null) =>
    (await web.dispatcher.wire(query, after ? { ...input, after } : input, caller)) as Page;
  const first = await ask(null);
  const headers = safeDownloadHeaders(first.filename, 'text/csv');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // Spreadsheets take a file without this mark for one in an old encoding.
  response.write('\ufeff');
  for (let page = first; ; page = await ask(page.next)) {
    if (!response.write(page.csv)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    if (page.next === null || response.destroyed) break;
  }
  response.end();
}
