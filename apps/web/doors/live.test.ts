import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signOut } from '@kelp/identity';
import { sessionTokenFromCookies } from '@kelp/identity/next-auth';
import { createTicket } from '@kelp/tickets';
import { callerWith } from '@kelp/testing';
import { aWorkspace, cookieFor, openWebTest, type WebTest } from '../testing/web';

let web: WebTest;
let server: Server;
let base: string;

beforeAll(async () => {
  web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
  server = createServer(web.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await web.close();
});

/** Opens the stream and gives the hints that came within `ms`. */
async function hints(
  cookie: string,
  ms: number,
  meanwhile: () => Promise<unknown>,
): Promise<{ n: number; topics: string[] }[]> {
  const abort = new AbortController();
  const response = await fetch(`${base}/api/live`, { headers: { cookie }, signal: abort.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  let text = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) text += decoder.decode(chunk);
  })().catch(() => undefined);
  await meanwhile();
  await new Promise((resolve) => setTimeout(resolve, ms));
  abort.abort();
  await reading;
  return [...text.matchAll(/^data: (.*)$/gm)].map(
    (match) => JSON.parse(match[1] ?? '') as { n: number; topics: string[] },
  );
}

it('hints at changes of the own workspace only, and gathers those that come together', async () => {
  const ours = await aWorkspace(web, 'Northstar');
  const theirs = await aWorkspace(web, 'Southstar');
  const cookie = await cookieFor(web, ours.owner);
  const seen = await hints(cookie, 400, async () => {
    const make = (tenant: string, n: number) =>
      web.test.as(callerWith(tenant, 'all'), createTicket, { title: `Ticket ${n}` });
    await Promise.all(Array.from({ length: 10 }).flatMap((_, n) => [make(ours.tenant, n), make(theirs.tenant, n)]));
  });
  expect(seen.length).toBeGreaterThanOrEqual(1);
  expect(seen.length).toBeLessThan(10);
  const newest = seen.at(-1)?.n ?? 0;
  expect(seen.at(-1)?.topics).toEqual(['ticket']);
  expect(newest).toBeGreaterThanOrEqual(5);
  const later = await hints(cookie, 300, () =>
    web.test.as(callerWith(theirs.tenant, 'all'), createTicket, { title: 'Theirs' }),
  );
  expect(later.filter(({ n }) => n > newest)).toEqual([]);
});

it('tells a browser that connects what changed a moment before, which its page may not show yet', async () => {
  const { tenant, owner } = await aWorkspace(web, 'Eaststar');
  const cookie = await cookieFor(web, owner);
  await web.test.as(callerWith(tenant, 'all'), createTicket, { title: 'While the page was made' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const seen = await hints(cookie, 300, () => Promise.resolve());
  expect(seen).toHaveLength(1);
  expect(seen[0]?.topics).toContain('ticket');
});

it('says nothing more to a browser whose session has ended', async () => {
  const { tenant, owner } = await aWorkspace(web, 'Weststar');
  const cookie = await cookieFor(web, owner);
  const change = () => web.test.as(callerWith(tenant, 'all'), createTicket, { title: 'x' });
  const seen = await hints(cookie, 400, async () => {
    await signOut(
      web.test.house,
      (await sessionTokenFromCookies(cookie, { secret: web.web.config.KELP_SECRET, publicUrl: web.origin })) ?? '',
    );
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await change();
  });
  expect(seen.flatMap(({ topics }) => topics)).not.toContain('ticket');
});
