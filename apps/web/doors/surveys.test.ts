import request from 'supertest';
import { createClient, createContact } from '@kelp/clients';
import { users } from '@kelp/identity';
import { emailMessages, useMailPort, type Caller } from '@kelp/kernel';
import { callerWith, settle } from '@kelp/testing';
import { createSurveyTrigger, listSurveys, listSurveyTemplates, updateSurveyTemplate } from '@kelp/surveys';
import { createTicket, ticketChoices, tickets, updateTicket } from '@kelp/tickets';
import { aWorkspace, openWebTest, type WebTest } from '../testing/web';

let web: WebTest;
let tenant: string;
let olive: Caller;
let address: string;

beforeAll(async () => {
  web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
  useMailPort({ send: () => Promise.resolve({ kind: 'sent' }) });
});
afterAll(() => web.close());
beforeEach(async () => {
  const made = await aWorkspace(web, `Surveys ${Math.random().toString(36).slice(2)}`);
  tenant = made.tenant;
  const [person] = await web.test.inside(tenant, (ctx) => ctx.db.list(users, { email: made.owner }));
  olive = callerWith(tenant, 'all', { id: person?.id ?? null });
  address = await aSurvey();
});

/** Closes a ticket of a new contact's, and gives the address that its survey's mail names. */
async function aSurvey(locale = 'en'): Promise<string> {
  const { as } = web.test;
  const client = await as(olive, createClient, { name: `Acme & Söhne ${locale} ${Math.random()}`, domains: [] });
  const email = `amy-${Math.random().toString(36).slice(2)}@acme.test`;
  const contact = await as(olive, createContact, { fullName: 'Amy Adams', email, clientId: client.id, locale });
  const known = await web.test.inside(tenant, (ctx) => ctx.db.list(emailMessages, { template: 'survey.invitation' }));
  if (known.length === 0) {
    const given = createSurveyTrigger.input.parse({ name: 'Closed', kind: 'ticket_closed' });
    await as(olive, createSurveyTrigger, given);
  }
  const title = 'Printer <b>offline</b>';
  const ticket = await as(olive, createTicket, { title, contactId: contact.id, clientId: client.id });
  const [{ boardId } = { boardId: '' }] = await web.test.inside(tenant, (ctx) =>
    ctx.db.list(tickets, { id: ticket.id }),
  );
  const { statuses } = await as(olive, ticketChoices, {});
  const closed = statuses.find((one) => one.boardId === boardId && one.isClosed);
  await as(olive, updateTicket, { id: ticket.id, statusId: closed?.id });
  await settle(web.test);
  const mail = await web.test.inside(tenant, (ctx) => ctx.db.find(emailMessages, { toAddress: email }));
  return new RegExp(`/survey/${tenant}/[\\w-]+`).exec(mail?.text ?? '')?.[0] ?? '';
}

const answers = async () =>
  (await web.test.as(olive, listSurveys, { limit: 50 })).rows.map(
    ({ answer }) => answer && [answer.rating, answer.comment],
  );
const post = (fields: Record<string, string>, to = address) => request(web.app).post(to).type('form').send(fields);

it('shows the page to anybody with the link, and neither it nor a fetch of every link answers', async () => {
  const { text, headers } = await request(web.app).get(address).expect(200);
  expect(text).toContain('About “Printer &lt;b&gt;offline&lt;/b&gt;”');
  expect(text).toContain('How satisfied are you with our help?');
  expect(text).not.toMatch(/Amy|Acme|Söhne|T-0001|<script/);
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
  for (const rating of [1, 2, 3, 4, 5]) await request(web.app).get(`${address}?rating=${rating}`).expect(200);
  await request(web.app).head(`${address}?rating=1`).expect(200);
  expect(await answers()).toEqual([null]);
});

it('sends the one click by a script of this response alone, and offers the same by a button', async () => {
  const { text, headers } = await request(web.app).get(`${address}?rating=4`).expect(200);
  const nonce = /<script nonce="([^"]+)"/.exec(text)?.[1] ?? '';
  expect(headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
  expect(text).toMatch(/value="4"\s+aria-label="4\/5"\s+checked/);
  expect(text).toContain('Press the button, and your answer counts.');
  await post({ rating: '4' }).expect(303).expect('location', address);
  expect(await answers()).toEqual([[4, '']]);
  const { text: after } = await request(web.app).get(address).expect(200);
  expect(after).toContain('Your answer counts. Thank you!');
  expect(after).not.toContain('<script');
  await post({ rating: '2', comment: ' Too\r\nslow <script> \u0000', mayQuote: 'yes', by: 'button' }).expect(303);
  expect(await answers()).toEqual([[2, 'Too\nslow <script>']]);
  expect((await request(web.app).get(address)).text).toContain('slow &lt;script&gt;');
  // clicked again in the mail: the page asks for the button
  const again = await request(web.app).get(`${address}?rating=5`).expect(200);
  expect(again.text).toContain('You have answered already.');
  expect(again.text).not.toContain('<script');
});

it('says what is missing, and takes no rating that the survey does not have', async () => {
  const { text } = await post({ comment: 'No stars' }).expect(422);
  expect(text).toContain('Choose a rating, then send it.');
  await post({ rating: '9', by: 'button' }).expect(303);
  await post({ rating: '-1', by: 'button' }).expect(422);
  expect(await answers()).toEqual([null]);
});

it('answers an unknown, a changed, a broken and an ended link with one and the same page', async () => {
  const { text: gone } = await request(web.app)
    .get(`/survey/${tenant}/${'x'.repeat(32)}`)
    .expect(404);
  expect(gone).toContain('This link does not work any more');
  expect(gone).not.toContain('Surveys');
  const others = [
    `${address}x`,
    `/survey/${tenant}/short`,
    `/survey/not-a-tenant/${'x'.repeat(32)}`,
    '/survey/%00/%00',
  ];
  for (const other of others) expect((await request(web.app).get(other).expect(404)).text).toBe(gone);
  expect((await post({ rating: '4' }, `${address}x`).expect(404)).text).toBe(gone);
  await web.test.travel(31 * 86_400_000);
  try {
    expect((await request(web.app).get(address).expect(404)).text).toBe(gone);
    expect((await post({ rating: '4', by: 'button' }).expect(404)).text).toBe(gone);
  } finally {
    await web.test.travel(0);
  }
  expect(await answers()).toEqual([null]);
  const german = await request(web.app).get(`${address}x`).set('accept-language', 'de-DE,de;q=0.9').expect(404);
  expect(german.text).toContain('Dieser Link gilt nicht mehr');
});

it('speaks German to whom the survey does, and asks for consent and further questions where the template does', async () => {
  const [first] = (await web.test.as(olive, listSurveyTemplates, {})).rows;
  const texts = first?.texts;
  if (!first || !texts?.de) throw new Error('No German.');
  const more = (words: typeof texts.en, question: string) => ({ ...words, further: [question] });
  await web.test.as(olive, updateSurveyTemplate, {
    id: first.id,
    version: first.version,
    asksConsent: true,
    texts: { en: more(texts.en, 'Fast?'), de: more(texts.de, 'War es schnell?') },
  });
  const german = await aSurvey('de-AT');
  const { text } = await request(web.app).get(german).expect(200);
  expect(text).toContain('<html lang="de">');
  for (const words of ['Wie zufrieden sind Sie', 'War es schnell?', 'öffentlich zitieren', 'Antwort senden'])
    expect(text).toContain(words);
  await post({ rating: '5', further0: '3', mayQuote: 'yes', by: 'button' }, german).expect(303);
  const [row] = (await web.test.as(olive, listSurveys, { limit: 1 })).rows;
  expect(row?.answer).toMatchObject({ mayQuote: true, further: [{ question: 'War es schnell?', rating: 3 }] });
});

describe('with limits', () => {
  let limited: WebTest;
  beforeAll(async () => {
    limited = await openWebTest();
  });
  afterAll(() => limited.close());

  it('lets one network ask so often a minute, and says so on a page', async () => {
    let last = await request(limited.app).get('/survey/x/y');
    for (let n = 0; n < 70 && last.status !== 429; n += 1) last = await request(limited.app).get('/survey/x/y');
    expect(last.status).toBe(429);
    expect(last.text).toContain('Just a moment');
  });
});
