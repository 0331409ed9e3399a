import { sql } from '@kelp/platform/db';
import { emailMessages } from '@kelp/kernel';
import { tagDefinitions } from '@kelp/tags';
import type { TestHouse } from '@kelp/testing';
import {
  createSurveyTemplate,
  createSurveyTrigger,
  deleteSurveyTemplate,
  deleteSurveyTrigger,
  getSurveyResults,
  listSurveyTemplates,
  listSurveyTriggers,
  testSurveyTemplate,
  updateSurveyTemplate,
  updateSurveyTrigger,
} from '../contract';
import { shippedTexts } from '../domain/shipped-texts';
import { surveyDoor } from '../answering/survey-door';
import { openSurveyDesk, openSurveyHouse, type SurveyDesk } from '../testing/survey-desk';

let test: TestHouse;
let desk: SurveyDesk;
beforeAll(async () => {
  test = await openSurveyHouse();
});
beforeEach(async () => {
  desk = await openSurveyDesk(test);
});
afterAll(() => test.close());

const templates = async () => (await desk.call(listSurveyTemplates, {})).rows;
const make = (name: string, more: object = {}) =>
  desk.call(createSurveyTemplate, { name, kind: 'stars', texts: shippedTexts('stars'), ...more });

it('ships one default in two languages; another default takes the mark, and there is always one', async () => {
  expect(await templates()).toMatchObject([{ name: 'How did we do?', isDefault: true, kind: 'stars', followUpAt: 2 }]);
  const { id, version } = await make('Short', { isDefault: true });
  expect((await templates()).map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['Short', true],
    ['How did we do?', false],
  ]);
  await expect(desk.call(updateSurveyTemplate, { id, version, isDefault: false })).rejects.toMatchObject({
    id: 'survey_template.default',
  });
});

it('takes three questions at most, the same number in both languages, and a follow-up of its own scale', async () => {
  const { en, de } = shippedTexts('thumbs');
  const two = ['Quick?', 'Friendly?'];
  await make('Three', { kind: 'thumbs', texts: { en: { ...en, further: two }, de: { ...de, further: two } } });
  const refused = async (more: object) => {
    const input = { name: 'No', kind: 'thumbs' as const, texts: { en, de }, ...more };
    return createSurveyTemplate.input.safeParse(input).error?.issues[0]?.message;
  };
  expect(await refused({ texts: { en: { ...en, further: [...two, 'More?'] } } })).toMatch(/three questions/);
  expect(await refused({ texts: { en: { ...en, further: two }, de } })).toMatch(/same number/);
  await expect(make('Best', { kind: 'thumbs', followUpAt: 1 })).rejects.toMatchObject({
    fields: { followUpAt: expect.stringMatching(/from 0 to 0/) },
  });
});

it('refuses to delete the default, one that a trigger names, and one that was sent, each with its reason', async () => {
  const [first] = await templates();
  const remove = (id: string) => desk.call(deleteSurveyTemplate, { id });
  await expect(remove(first?.id ?? '')).rejects.toMatchObject({ id: 'survey_template.default' });
  await make('Other', { isDefault: true });
  await expect(remove(first?.id ?? '')).rejects.toMatchObject({
    id: 'survey_template.in_use',
    message: expect.stringContaining('Closed tickets'),
  });
  await desk.asked();
  await desk.call(deleteSurveyTrigger, { id: desk.triggerId });
  await expect(remove(first?.id ?? '')).rejects.toMatchObject({
    id: 'survey_template.sent',
    message: expect.stringMatching(/sent 1 time,.*Turn it off/),
  });
  const sent = (await templates()).find(({ id }) => id === first?.id);
  await expect(
    desk.call(updateSurveyTemplate, { id: first?.id ?? '', version: sent?.version ?? 0, kind: 'nps' }),
  ).rejects.toMatchObject({ id: 'survey_template.kind' });
  expect(await desk.surveys()).toHaveLength(1);
});

it('sends a test to whoever asks; its link answers and counts nowhere, and the template may still be deleted', async () => {
  const { id } = await make('Trial', { kind: 'nps', texts: shippedTexts('nps'), followUpAt: 6 });
  const { address } = await desk.call(testSurveyTemplate, { id, language: 'de' });
  const [mail] = await desk.mails();
  expect(mail).toMatchObject({
    to: address.toLowerCase(),
    subject: 'Test: Wie wahrscheinlich empfehlen Sie uns weiter?',
    ratings: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  });
  await desk.press(mail?.token ?? '', { rating: 0, comment: 'Only a test' });
  await desk.mails();
  const link = { tenant: desk.tenant, token: mail?.token ?? '', requestId: 'survey-test' };
  expect((await surveyDoor(test.house).open(link)).answer).toMatchObject({ rating: 0, comment: 'Only a test' });
  const period = { from: '2020-01-01T00:00:00Z', until: '2022-01-01T00:00:00Z' };
  const now = await test.inside(desk.tenant, (ctx) => Promise.resolve(ctx.now()));
  const year = {
    from: new Date(now.getTime() - 1e10).toISOString(),
    until: new Date(now.getTime() + 1e9).toISOString(),
  };
  for (const asked of [period, year]) {
    expect(await desk.call(getSurveyResults, asked)).toMatchObject({
      total: { sent: 0, answered: 0 },
      openFollowUps: 0,
    });
  }
  expect(await desk.surveys()).toEqual([]);
  await desk.call(deleteSurveyTemplate, { id });
});

describe('triggers', () => {
  it('fire by board, status, priority and tag of the client, the first that fits', async () => {
    const nps = await make('NPS', { kind: 'nps', texts: shippedTexts('nps') });
    const tag = await test.inside(desk.tenant, async (ctx) => {
      const { id } = await ctx.db.insert(tagDefinitions, {
        name: 'Gold',
        color: 'gray',
        entities: ['client'],
      } as never);
      await ctx.db.rows(
        sql`insert into tag_links (tenant_id, entity_type, entity_id, tag_id, added_at) values (${ctx.tenant}, 'client', ${desk.acme}, ${id}, now())`,
      );
      return id;
    });
    const gold = await desk.call(createSurveyTrigger, {
      name: 'Gold',
      kind: 'ticket_closed',
      templateId: nps.id,
      conditions: { clientTagIds: [tag] },
      throttleDays: 0,
    });
    await desk.asked();
    expect((await desk.mails()).at(-1)?.ratings).toEqual([1, 2, 3, 4, 5]);
    await desk.call(updateSurveyTrigger, { id: gold.id, version: gold.version, position: 0 });
    expect((await desk.call(listSurveyTriggers, {})).rows.map(({ name }) => name)).toEqual(['Gold', 'Closed tickets']);
    await desk.asked();
    expect((await desk.mails()).at(-1)?.ratings).toHaveLength(11);
    const [row] = (await desk.call(listSurveyTriggers, {})).rows;
    const [ticket] = await test.rows<{ boardId: string; statusId: string; priorityId: string }>(
      desk.tenant,
      sql`select board_id, status_id, priority_id from tickets where tenant_id = ${desk.tenant} and is_closed limit 1`,
    );
    const other = (await desk.call(listSurveyTriggers, {})).rows.find(({ name }) => name === 'Closed tickets');
    await desk.call(updateSurveyTrigger, { id: other?.id ?? '', version: other?.version ?? 0, isActive: false });
    const { boardId = '', statusId = '', priorityId = '' } = ticket ?? {};
    const all = { boardIds: [boardId], statusIds: [statusId], priorityIds: [priorityId], clientTagIds: [tag] };
    let version = row?.version ?? 0;
    const conditions = async (changed: object) => {
      version = (await desk.call(updateSurveyTrigger, { id: gold.id, version, conditions: { ...all, ...changed } }))
        .version;
      const before = (await desk.mails()).length;
      await desk.close(await desk.open(desk.amy));
      return (await desk.mails()).length - before;
    };
    expect(await conditions({})).toBe(1);
    const elsewhere = await test.inside(desk.tenant, async (ctx) => {
      const rows = await ctx.db.rows<{ id: string }>(
        sql`select id from priorities where tenant_id = ${ctx.tenant} and id <> ${priorityId} limit 1`,
      );
      return rows[0]?.id ?? '';
    });
    expect(await conditions({ priorityIds: [elsewhere] })).toBe(0);
  });

  it('need their days when they ask by interval, and only then', async () => {
    const make = (more: object) => desk.call(createSurveyTrigger, { name: 'X', ...more } as never);
    await expect(make({ kind: 'interval' })).rejects.toMatchObject({ fields: { everyDays: expect.anything() } });
    await expect(make({ kind: 'ticket_closed', everyDays: 3 })).rejects.toMatchObject({ id: 'invalid' });
  });

  it('stay with what they sent when they are deleted', async () => {
    await desk.asked();
    await desk.call(deleteSurveyTrigger, { id: desk.triggerId });
    expect(await desk.surveys()).toHaveLength(1);
    await desk.close(await desk.open(desk.amy));
    expect(await desk.mails()).toHaveLength(1);
    expect(
      await test.inside(desk.tenant, (ctx) => ctx.db.list(emailMessages, { template: 'survey.invitation' })),
    ).toHaveLength(1);
  });
});
