import request from 'supertest';
import { createClient, createContact } from '@kelp/clients';
import { createTicket } from '@kelp/tickets';
import { sql } from '@kelp/platform/db';
import { liveChannel } from '@kelp/kernel';
import { callerWith } from '@kelp/testing';
import { openRedis } from '@kelp/platform/redis';
import { aMember, aPortalUser, aWorkspace, cookieFor, openWebTest, type WebTest } from '../testing/web';

let web: WebTest;
let tenant: string;
let ticketId: string;
let tess: string;
let tom: string;

beforeAll(async () => {
  web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
  ({ tenant } = await aWorkspace(web, 'Northstar'));
  await aMember(web, tenant, 'tess@northstar.test', 'Technician');
  await aMember(web, tenant, 'tom@northstar.test', 'Technician');
  tess = await cookieFor(web, 'tess@northstar.test');
  tom = await cookieFor(web, 'tom@northstar.test');
});
beforeEach(async () => {
  ticketId = (await web.test.as(callerWith(tenant, 'all'), createTicket, { title: 'Printer' })).id;
});
afterAll(() => web.close());

const beat = (cookie: string, state: string, id = ticketId) =>
  request(web.app)
    .post('/api/presence')
    .set({ cookie, origin: web.origin, 'content-type': 'application/json' })
    .send(JSON.stringify({ ticketId: id, state }));

it('tells colleagues who has the ticket open and who writes a reply, until they leave', async () => {
  expect((await beat(tess, 'viewing').expect(200)).body.data).toEqual([]);
  expect((await beat(tom, 'replying').expect(200)).body.data).toMatchObject([
    { name: 'tess@northstar.test', isReplying: false },
  ]);
  expect((await beat(tess, 'viewing')).body.data).toMatchObject([{ name: 'tom@northstar.test', isReplying: true }]);
  expect((await beat(tom, 'gone')).body.data).toEqual([]);
  expect((await beat(tess, 'viewing')).body.data).toEqual([]);
});

it('forgets who fell silent', async () => {
  await beat(tess, 'viewing');
  const key = (await web.web.redis.keys(`*presence*${ticketId}*`))[0] ?? '';
  const [[userId, text] = ['', '{}']] = Object.entries(await web.web.redis.hgetall(key));
  const silent = { ...(JSON.parse(text) as { at: number }), at: Date.now() - 31_000 };
  await web.web.redis.hset(key, userId, JSON.stringify(silent));
  expect((await beat(tom, 'viewing')).body.data).toEqual([]);
  expect(await web.web.redis.ttl(key)).toBeGreaterThan(0);
});

it('hints at a change once, and not at every beat', async () => {
  const listener = openRedis(web.web.config.REDIS_URL, web.web.log, { isBlocking: true });
  const heard: string[] = [];
  listener.on('message', (_channel, message: string) => heard.push(message));
  await listener.subscribe(liveChannel(web.web.config.REDIS_PREFIX));
  await beat(tess, 'viewing');
  await beat(tess, 'viewing');
  await beat(tess, 'replying');
  await beat(tess, 'gone');
  await beat(tess, 'gone');
  // publishing comes before the answer, so all have been heard when this is
  await web.web.redis.publish(liveChannel(web.web.config.REDIS_PREFIX), 'end');
  await new Promise<void>((resolve) => {
    const look = () => (heard.includes('end') ? resolve() : setImmediate(look));
    look();
  });
  listener.disconnect();
  expect(heard.filter((message) => message.includes(ticketId))).toHaveLength(3);
});

it('is for staff who may read the ticket: neither clients, nor other workspaces, nor after the right is gone', async () => {
  const staff = callerWith(tenant, 'all');
  const acme = await web.test.as(staff, createClient, { name: 'Acme', domains: [] });
  const amy = await web.test.as(staff, createContact, { fullName: 'Amy', email: 'amy@acme.test', clientId: acme.id });
  await aPortalUser(web, tenant, amy.id, 'Admin');
  await beat(await cookieFor(web, 'amy@acme.test', 'client'), 'viewing').expect(403);
  await beat('', 'viewing').expect(401);
  const other = await aWorkspace(web, 'Southstar');
  const stranger = await cookieFor(web, other.owner);
  await beat(stranger, 'viewing').expect(404);
  expect((await beat(stranger, 'gone')).body.data).toEqual([]);
  await beat(tess, 'dancing').expect(422);
  await web.test.inside(tenant, (ctx) =>
    ctx.db.rows(
      sql`delete from user_roles where tenant_id = ${tenant}
          and user_id = (select id from users where tenant_id = ${tenant} and email = 'tom@northstar.test')`,
    ),
  );
  await beat(tom, 'viewing').expect(403);
});
