import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { sql } from '@kelp/platform/db';
import { users } from '@kelp/identity';
import { createApiKey, listRoles, updateRole } from '@kelp/identity/contract';
import { createTicket, holdReply } from '@kelp/tickets';
import { startTimer } from '@kelp/time';
import { createClient, createContact } from '@kelp/clients';
import { callerWith, settle } from '@kelp/testing';
import type { Caller } from '@kelp/kernel';
import { aMember, aWorkspace, cookieFor, openServerBeside, openWebTest, type WebTest } from './testing/web';

let web: WebTest;
let beside: Awaited<ReturnType<typeof openServerBeside>>;
let servers: Server[];
let addresses: string[];

const listen = async (app: WebTest['app']) => {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

beforeAll(async () => {
  web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
  beside = await openServerBeside(web);
  servers = await Promise.all([web.app, beside.app].map(listen));
  addresses = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await beside.close();
  await web.close();
});

/** What each of the two servers answers to the same call. */
const callBoth = (name: string, headers: Record<string, string>, input: object = {}) =>
  Promise.all(
    addresses.map(async (address) => {
      const answer = await request(address)
        .post(`/api/call/${name}`)
        .set({ origin: web.origin, ...headers })
        .send(input);
      return answer.status;
    }),
  );
const readBoth = (key: string) =>
  Promise.all(
    addresses.map(
      async (address) => (await request(address).get('/api/v1/users').set('authorization', `Bearer ${key}`)).status,
    ),
  );

/** An open live stream; `ended` resolves with the moment at which the server closed it. */
async function openStream(address: string, cookie: string): Promise<{ ended: Promise<number> }> {
  const response = await fetch(`${address}/api/live`, { headers: { cookie } });
  expect(response.status).toBe(200);
  const drain = async () => {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) void chunk;
    return performance.now();
  };
  return { ended: drain() };
}

async function aDesk(name: string) {
  const { tenant, owner } = await aWorkspace(web, name);
  const email = `tess@${name.toLowerCase()}.test`;
  await aMember(web, tenant, email, 'Technician');
  const [tess] = await web.test.inside(tenant, (ctx) => ctx.db.list(users, { email }));
  const id = String(tess?.id);
  const all: Caller = callerWith(tenant, 'all', { id });
  return { tenant, id, all, ownerCookie: await cookieFor(web, owner), cookie: await cookieFor(web, email) };
}

it('ends a deactivated person’s session, key, streams, timer and waiting work on every server within a second', async () => {
  const { tenant, id, all, ownerCookie, cookie } = await aDesk('Eaststar');
  const { key } = await web.test.as(all, createApiKey, { name: 'Script' });
  const { id: clientId } = await web.test.as(all, createClient, { name: 'Acme', domains: [] });
  const { id: contactId } = await web.test.as(all, createContact, {
    clientId,
    fullName: 'Amy Adams',
    email: 'amy@acme.test',
  });
  const { id: ticketId } = await web.test.as(all, createTicket, { title: 'Printer', clientId, contactId });
  await web.test.as(all, holdReply, { ticketId, text: 'On my way.', uploads: [] });
  await web.test.as(all, startTimer, { ticketId });
  await settle(web.test);
  const streams = await Promise.all(addresses.map((address) => openStream(address, cookie)));
  expect(await callBoth('me.get', { cookie })).toEqual([200, 200]);
  expect(await readBoth(key)).toEqual([200, 200]);

  const [first = ''] = addresses;
  await request(first)
    .post('/api/call/user.deactivate')
    .set({ origin: web.origin, cookie: ownerCookie })
    .send({ id })
    .expect(200);
  const from = performance.now();
  // the very next request is refused, whichever server takes it
  expect(await callBoth('me.get', { cookie })).toEqual([401, 401]);
  expect(await readBoth(key)).toEqual([401, 401]);
  expect(await callBoth('timer.stop', { cookie })).toEqual([401, 401]);
  const ends = await Promise.all(streams.map(({ ended }) => ended));
  expect(Math.max(...ends) - from).toBeLessThan(1000);

  // what waited for the person's name does not happen in it, and their timer runs for nobody
  await web.test.travel(60_000);
  await settle(web.test);
  await web.test.travel(0);
  const [left] = await web.test.rows<{ timers: number; comments: number; held: string[]; jobs: string[] }>(
    tenant,
    sql`select (select count(*)::integer from timers where tenant_id = ${tenant}) as timers,
          (select count(*)::integer from comments where tenant_id = ${tenant} and ticket_id = ${ticketId}) as comments,
          array(select state || ': ' || reason from held_replies where tenant_id = ${tenant}) as held,
          array(select name from jobs where tenant_id = ${tenant} and state not in ('done', 'dead')) as jobs`,
  );
  expect(left).toEqual({ timers: 0, comments: 0, held: ['paused: author_gone'], jobs: [] });
});

it('takes a right from everybody who holds a role at their next request, on every server', async () => {
  const { all, cookie } = await aDesk('Weststar');
  const asked = () => callBoth('ticket.create', { cookie }, { title: 'Printer' });
  expect(await asked()).toEqual([200, 200]);
  const { rows } = await web.test.as(all, listRoles, { side: 'msp' });
  const technician = rows.find(({ name }) => name === 'Technician');
  const permissions = technician?.permissions.map(({ name }) => name).filter((name) => name !== 'ticket.create');
  await web.test.as(all, updateRole, { id: String(technician?.id), permissions });
  expect(await asked()).toEqual([403, 403]);
  await web.test.as(all, updateRole, { id: String(technician?.id), followsDefault: true });
  expect(await asked()).toEqual([200, 200]);
});
