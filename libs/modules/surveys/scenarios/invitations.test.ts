import { mergeContacts, updateContact } from '@kelp/clients';
import { mailSuppressions } from '@kelp/kernel';
import { sha256 } from '@kelp/platform/crypto';
import { sql } from '@kelp/platform/db';
import { settle, type TestHouse } from '@kelp/testing';
import { bundleTickets, linkTickets, mergeTickets, tickets } from '@kelp/tickets';
import { createSurveyTrigger, listSurveyTriggers, updateSurveyTrigger } from '../contract';
import { askByInterval } from '../jobs/ask-by-interval';
import { openSurveyDesk, openSurveyHouse, type SurveyDesk } from '../testing/survey-desk';

const dayMs = 86_400_000;
let test: TestHouse;
let desk: SurveyDesk;
beforeAll(async () => {
  test = await openSurveyHouse();
});
beforeEach(async () => {
  desk = await openSurveyDesk(test);
});
afterAll(() => test.close());

const throttle = async (throttleDays: number) => {
  const [row] = (await desk.call(listSurveyTriggers, {})).rows;
  await desk.call(updateSurveyTrigger, { id: desk.triggerId, version: row?.version ?? 0, throttleDays });
};

it('asks the contact of a closed ticket once, with a link for each rating and no plain token at rest', async () => {
  const { ticketId, token } = await desk.asked();
  const [mail, ...others] = await desk.mails();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    to: 'amy.adams@acme.test',
    subject: 'How satisfied are you with our help? [T-0001]',
    ratings: [1, 2, 3, 4, 5],
    locale: 'en',
  });
  expect(mail?.html).toContain('Printer offline');
  expect(mail?.html).toContain(`/survey/${desk.tenant}/${token}?rating&#x3D;5`);
  expect(token.length).toBeGreaterThan(30);
  const held = await test.rows<{ all: string }>(
    desk.tenant,
    sql`select row_to_json(i)::text as all from survey_invitations i where tenant_id = ${desk.tenant}`,
  );
  expect(held.map(({ all }) => all.includes(token))).toEqual([false]);
  const audited = await test.rows<{ after: string }>(
    desk.tenant,
    sql`select after::text from audit_log where tenant_id = ${desk.tenant} and subject = 'survey_invitations'`,
  );
  expect(audited.map(({ after }) => after.includes(sha256(token)))).toEqual([false]);
  expect(await desk.surveys()).toMatchObject([
    {
      ticket: { id: ticketId },
      client: { name: 'Acme Dental' },
      contact: { name: 'Amy Adams' },
      technician: { name: 'Tess Tran' },
      answer: null,
    },
  ]);
});

it('asks in the contact’s language, and in English where the survey does not speak it', async () => {
  for (const [name, locale, prompt] of [
    ['Gerd Groß', 'de-AT', 'Wie zufrieden sind Sie mit unserer Hilfe?'],
    ['Fanny Faure', 'fr', 'How satisfied are you with our help?'],
  ] as const) {
    const id = await desk.contact(name, { locale });
    await desk.close(await desk.open(id));
    expect((await desk.mails()).at(-1)?.subject).toMatch(prompt);
  }
  expect((await desk.mails()).map(({ locale }) => locale)).toEqual(['de', 'en']);
});

it('asks again after a ticket was reopened and closed, one survey a closing', async () => {
  const { ticketId } = await desk.asked();
  await desk.reopen(ticketId);
  await settle(test);
  expect(await desk.mails()).toHaveLength(1);
  await desk.close(ticketId);
  expect(await desk.mails()).toHaveLength(2);
});

it('asks nobody about what was opened again before the event was handled', async () => {
  const ticketId = await desk.open(desk.amy);
  await desk.close(ticketId);
  await desk.reopen(ticketId);
  expect(await desk.mails()).toEqual([]);
});

it('holds to the days between two surveys of a contact, across triggers', async () => {
  await throttle(7);
  await desk.asked();
  await desk.close(await desk.open(desk.amy));
  expect(await desk.mails()).toHaveLength(1);
  await desk.later(7 * dayMs + 1000);
  await desk.close(await desk.open(desk.amy));
  expect(await desk.mails()).toHaveLength(2);
});

it('asks once when two tickets of a contact close at the same moment', async () => {
  await throttle(1);
  const both = [await desk.open(desk.amy), await desk.open(desk.amy)];
  await Promise.all(both.map((id) => desk.close(id)));
  expect(await desk.mails()).toHaveLength(1);
});

it('asks nobody without a contact, an address, or mail that arrives', async () => {
  const silent = await desk.contact('No Mail', { email: null });
  const gone = await desk.contact('Gone Away');
  await desk.call(updateContact, { id: gone, isInactive: true });
  const bounced = await desk.contact('Bo Unced');
  await test.inside(desk.tenant, (ctx) =>
    ctx.db.insert(mailSuppressions, {
      address: 'bo.unced@acme.test',
      reason: 'hard_bounce',
      detail: 'No such mailbox',
    }),
  );
  const none = await desk.open(null, { clientId: desk.acme });
  const open = [none, await desk.open(silent), await desk.open(bounced)];
  for (const id of open) await desk.close(id);
  await test.inside(desk.tenant, (ctx) =>
    ctx.db.rows(sql`update tickets set contact_id = ${gone} where tenant_id = ${ctx.tenant} and id = ${none}`),
  );
  await desk.reopen(none);
  await desk.close(none);
  expect(await desk.mails()).toEqual([]);
});

it('asks each contact of a bundle once, and nobody about a duplicate or a merged ticket', async () => {
  const bo = await desk.contact('Bo Berg');
  const master = await desk.open(desk.amy);
  const children = [await desk.open(desk.amy), await desk.open(bo), await desk.open(bo)];
  await desk.call(bundleTickets, { id: master, childIds: children });
  await desk.close(master);
  const closed = await test.inside(desk.tenant, (ctx) => ctx.db.list(tickets, { isClosed: true }));
  expect(closed).toHaveLength(4);
  expect((await desk.mails()).map(({ to }) => to).sort()).toEqual(['amy.adams@acme.test', 'bo.berg@acme.test']);

  const original = await desk.open(desk.amy);
  const duplicate = await desk.open(desk.amy);
  await desk.call(linkTickets, { id: duplicate, otherId: original, kind: 'duplicates' });
  await desk.close(duplicate);
  expect(await desk.mails()).toHaveLength(2);
  const source = await desk.open(bo);
  await desk.call(mergeTickets, { id: original, sourceIds: [source] });
  expect(await desk.mails()).toHaveLength(2);
});

it('asks by interval, each contact when its days are over, and not twice when the job runs twice', async () => {
  const bo = await desk.contact('Bo Berg');
  await desk.call(createSurveyTrigger, {
    name: 'Every quarter',
    kind: 'interval',
    everyDays: 90,
    contactIds: [desk.amy, bo],
    throttleDays: 30,
  });
  const run = async (at: string) => {
    await test.inside(desk.tenant, (ctx) => ctx.enqueue(askByInterval, { at }));
    return (await desk.mails()).length;
  };
  expect(await run('1')).toBe(2);
  expect(await run('2')).toBe(2);
  expect((await desk.mails())[0]).toMatchObject({ subject: 'How satisfied are you with our help?', inReplyTo: null });
  await desk.later(60 * dayMs);
  await desk.asked();
  await desk.later(30 * dayMs - 60_000);
  // Amy was asked about a ticket a moment less than thirty days ago
  expect(await run('3')).toBe(4);
  await desk.later(dayMs);
  expect(await run('4')).toBe(5);
  expect((await desk.surveys({ contactId: desk.amy })).map(({ ticket }) => ticket === null)).toEqual([
    true,
    false,
    true,
  ]);
});

it('goes along when two contacts become one, once in each interval', async () => {
  const twin = await desk.contact('Amy A.');
  await desk.asked();
  await desk.call(createSurveyTrigger, {
    name: 'Yearly',
    kind: 'interval',
    everyDays: 365,
    contactIds: [desk.amy, twin],
  });
  await desk.call(mergeContacts, { id: desk.amy, intoId: twin } as never);
  expect((await desk.surveys({ contactId: twin })).length).toBe(1);
  const trigger = (await desk.call(listSurveyTriggers, {})).rows.find(({ name }) => name === 'Yearly');
  expect(trigger?.contacts.map(({ id }) => id)).toEqual([twin]);
});
