import request from 'supertest';
import { createClient, createContact } from '@kelp/clients';
import { callerWith } from '@kelp/testing';
import { aPortalUser, aWorkspace, cookieFor, openWebTest, type WebTest } from '../testing/web';

let web: WebTest;
let staff: string;
let amy: string;

beforeAll(async () => {
  web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
  const { tenant, owner } = await aWorkspace(web, 'Northstar');
  staff = await cookieFor(web, owner);
  const all = callerWith(tenant, 'all');
  const acme = await web.test.as(all, createClient, { name: 'Acme', domains: [] });
  const contact = await web.test.as(all, createContact, { fullName: 'Amy', email: 'amy@acme.test', clientId: acme.id });
  await aPortalUser(web, tenant, contact.id, 'Admin');
  amy = await cookieFor(web, 'amy@acme.test', 'client');
});
afterAll(() => web.close());

const call = (cookie: string, name: string, input: object) =>
  request(web.app)
    .post(`/api/call/${name}`)
    .set({ cookie, origin: web.origin, 'content-type': 'application/json' })
    .send(JSON.stringify(input));

/** Cursors in the right form for some list or other, with what no list ever wrote into one. */
const forged = [['x'], ['9'.repeat(40)], ['x', 'y'], ['2026-13-45', 'x'], ['2026-01-01', 'a\u0000b'], [1e308, 'x']];
const cursorOf = (values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');

it('answers a page address that somebody made up with a sentence, in every list', async () => {
  const lists = [...web.test.house.registry.queries.values()].filter(
    ({ contract }) =>
      contract.input.safeParse({ after: 'x' }).success && !contract.input.safeParse({ after: 1 }).success,
  );
  expect(lists.length).toBeGreaterThan(15);
  const broken: string[] = [];
  for (const { contract } of lists)
    for (const values of forged) {
      const cookie = contract.name.startsWith('portal_') ? amy : staff;
      const { status } = await call(cookie, contract.name, { after: cursorOf(values) });
      if (status >= 500) broken.push(`${contract.name} ${JSON.stringify(values)}`);
    }
  expect(broken).toEqual([]);
});

it('says that half a character cannot be stored', async () => {
  const steps = { comment: { visibility: 'internal', text: 'a\ud800b' } };
  const answer = await call(staff, 'macro.create', { name: 'Half', scope: 'personal', steps });
  expect(answer.status).toBe(422);
  expect(answer.body.error.message).toContain('could not be read');
});

it('names what is missing in English', async () => {
  expect((await call(staff, 'invoice.get', {})).body.error.fields).toEqual({ id: 'Choose an invoice.' });
  expect((await call(staff, 'user.update', {})).body.error.fields).toMatchObject({ id: 'Choose a user.' });
});
