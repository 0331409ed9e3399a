import request from 'supertest';
import { createTicket } from '@kelp/tickets';
import { callerWith } from '@kelp/testing';
import { aWorkspace, cookieFor, openWebTest, type WebTest } from '../testing/web';

let web: WebTest;
let tenant: string;
let cookie: string;

beforeAll(async () => {
  web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
  const made = await aWorkspace(web, 'Northstar');
  tenant = made.tenant;
  cookie = await cookieFor(web, made.owner);
});
afterAll(() => web.close());

const get = (name: string, input: string) =>
  request(web.app)
    .get(`/api/exports/${name}?input=${encodeURIComponent(input)}`)
    .set({ cookie });

it('streams what a list shows as one file', async () => {
  for (const title of ['Printer offline', '=HYPERLINK("x")'])
    await web.test.as(callerWith(tenant, 'all'), createTicket, { title });
  const answer = await get(
    'ticket.export',
    JSON.stringify({ columns: ['title', 'status'], sort: 'number', direction: 'asc' }),
  );
  expect(answer.status).toBe(200);
  expect(answer.headers['content-disposition']).toMatch(/attachment; filename="tickets-\d{4}-\d\d-\d\d\.csv"/);
  expect(answer.text).toBe('\ufeffTitle,Status\r\nPrinter offline,New\r\n"\'=HYPERLINK(""x"")",New\r\n');
});

it('is for exports and signed-in people only, and answers nonsense with a sentence', async () => {
  await request(web.app).get('/api/exports/ticket.export').expect(401);
  expect((await get('ticket.list', '{}')).status).toBe(404);
  expect((await get('ticket.export', '[1')).body.error.id).toBe('bad_json');
  expect((await get('ticket.export', '{"filter":"board=x"}')).body.error.fields).toHaveProperty('filter');
});
