import { finishActivity, listActivities } from '@kelp/activities';
import { clientTimeline, contactTimeline } from '@kelp/clients';
import { notifications } from '@kelp/notifications';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { settle, type TestHouse } from '@kelp/testing';
import { ticketHistory } from '@kelp/tickets';
import { surveyDoor } from '../answering/survey-door';
import {
  exportSurveys,
  finishFollowUp,
  getSurveyResults,
  listSurveys,
  listSurveyTemplates,
  listTicketSurveys,
  updateSurveyTemplate,
  type Survey,
} from '../contract';
import { surveyAnswered } from '../events';
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

const open = (token: string, tenant = desk.tenant) =>
  surveyDoor(test.house).open({ tenant, token, requestId: 'survey-test' });
const answerOf = async (): Promise<Survey['answer']> => (await desk.surveys())[0]?.answer ?? null;
const changeTemplate = async (change: object) => {
  const [first] = (await desk.call(listSurveyTemplates, {})).rows;
  await desk.call(updateSurveyTemplate, { id: first?.id ?? '', version: first?.version ?? 0, ...change });
};
const noticesOf = (userId: string | null) =>
  test.inside(desk.tenant, (ctx) => ctx.db.list(notifications, { subtype: 'survey.low', userId: userId ?? '' }));
const workOf = async (caller = desk.tess) =>
  (await desk.call(listActivities, {}, caller)).rows.filter(({ kind }) => kind === 'survey_follow_up');

it('shows the ticket’s title and the workspace, and of nothing else a word', async () => {
  const { token } = await desk.asked();
  const page = await open(token);
  expect(page).toMatchObject({ ticketTitle: 'Printer offline', kind: 'stars', language: 'en', answer: null });
  expect(JSON.stringify(page)).not.toMatch(/Amy|Acme|Tess|T-0001/);
  expect(Object.keys(page).sort()).toEqual([
    ...['answer', 'asksConsent', 'expiresAt', 'isDoubted', 'isTest', 'kind', 'language', 'ticketTitle', 'words'],
    ...['workspace', 'zone'],
  ]);
});

it('refuses an unknown, a changed, a foreign and an ended link in the same way', async () => {
  const { token } = await desk.asked();
  const refusal = async (work: Promise<unknown>) => {
    const error = (await work.catch((thrown: unknown) => thrown)) as { id: string; message: string };
    return [error.id, error.message];
  };
  const unknown = await refusal(open('x'.repeat(32)));
  expect(unknown[0]).toBe('not_found');
  const other = await openSurveyDesk(test);
  expect(await refusal(open(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`))).toEqual(unknown);
  expect(await refusal(open(token, other.tenant))).toEqual(unknown);
  expect(await refusal(open(token, newId()))).toEqual(unknown);
  expect(await refusal(open(token, 'no-tenant'))).toEqual(unknown);
  await desk.later(30 * dayMs - 600_000);
  await desk.press(token, { rating: 4 });
  await desk.later(600_000);
  expect(await refusal(open(token))).toEqual(unknown);
  expect(await refusal(desk.press(token, { rating: 1 }))).toEqual(unknown);
  expect(await answerOf()).toMatchObject({ rating: 4 });
});

it('counts one click at once; opening the page counts nothing; the button adds words, and changes all of it', async () => {
  await changeTemplate({ asksConsent: true });
  const { token } = await desk.asked();
  await open(token);
  expect(await answerOf()).toBeNull();
  await desk.click(token, 4);
  expect(await answerOf()).toMatchObject({ rating: 4, verdict: 'good', score: 75, isConfirmed: false, comment: '' });
  await desk.press(token, { rating: 5, comment: 'Quick!', mayQuote: true });
  expect(await answerOf()).toMatchObject({ rating: 5, isConfirmed: true, comment: 'Quick!', mayQuote: true });
  expect((await answerOf())?.changedAt).not.toBeNull();
  // another click in the mail does not undo what was sent by the button
  await desk.click(token, 1);
  expect(await answerOf()).toMatchObject({ rating: 5, comment: 'Quick!' });
  await expect(desk.press(token, { rating: 6 })).rejects.toMatchObject({ id: 'invalid' });
});

it('takes back what a machine that follows every link has said, and from then on hears the button only', async () => {
  const { token } = await desk.asked();
  for (const rating of [1, 2, 3, 4, 5]) await desk.click(token, rating);
  expect(await answerOf()).toBeNull();
  expect((await open(token)).isDoubted).toBe(true);
  await desk.later(5 * 60_000);
  await settle(test);
  expect(await workOf()).toEqual([]);
  await desk.press(token, { rating: 2 });
  expect(await answerOf()).toMatchObject({ rating: 2, isConfirmed: true });
});

it('lets a person click another rating later', async () => {
  const { token } = await desk.asked();
  await desk.click(token, 2);
  await desk.later(61_000);
  await desk.click(token, 4);
  expect(await answerOf()).toMatchObject({ rating: 4, isConfirmed: false });
});

it('keeps answers to further questions beside the rating', async () => {
  const [first] = (await desk.call(listSurveyTemplates, {})).rows;
  const en = { ...first?.texts.en, further: ['Quick enough?', 'Friendly?'] };
  await changeTemplate({ texts: { en } });
  const { token } = await desk.asked();
  await desk.press(token, { rating: 4, further: [null, 5] });
  expect((await answerOf())?.further).toEqual([{ question: 'Friendly?', rating: 5 }]);
  expect((await open(token)).answer?.further).toEqual([null, 5]);
});

describe('a low answer', () => {
  it('opens a follow-up for whoever had the ticket, tells them once, and stands in the history', async () => {
    const { ticketId, token } = await desk.asked();
    await desk.press(token, { rating: 2, comment: 'It took too long.' });
    await settle(test);
    expect(await answerOf()).toMatchObject({ followUp: { state: 'open', user: { name: 'Tess Tran' } } });
    expect(await noticesOf(desk.tess.actor.id)).toMatchObject([
      { title: 'Amy Adams rated T-0001 with 2/5', body: 'It took too long.', link: `/msp/tickets/${ticketId}` },
    ]);
    expect(await workOf()).toMatchObject([
      { title: 'Printer offline', number: 'T-0001', note: 'Amy Adams, 2/5, It took too long.', turn: 'us' },
    ]);
    await expect(
      desk.call(finishActivity, { kind: 'survey_follow_up', id: (await workOf())[0]?.id ?? '' }, desk.tess),
    ).rejects.toMatchObject({ id: 'activity.not_here' });
    const lines = (await desk.call(ticketHistory, { id: ticketId })).entries.map(({ actorName, changes }) => [
      actorName,
      ...changes.map(({ field, after }) => `${field}: ${after}`),
    ]);
    expect(lines).toContainEqual(['Amy Adams', 'surveyRating: 2/5']);
    expect(lines).toContainEqual(['Amy Adams', 'surveyFollowUp: open']);
    await desk.press(token, { rating: 1, comment: 'Worse.' });
    await settle(test);
    expect(await noticesOf(desk.tess.actor.id)).toHaveLength(1);
  });

  it('waits two minutes when it came by a click alone, and is forgotten when a better one follows', async () => {
    const first = await desk.asked();
    await desk.click(first.token, 1);
    await settle(test);
    expect(await workOf()).toEqual([]);
    await desk.later(121_000);
    await settle(test);
    expect(await workOf()).toHaveLength(1);
    const second = await desk.asked();
    await desk.click(second.token, 1);
    await desk.press(second.token, { rating: 5 });
    await desk.later(121_000);
    await settle(test);
    expect(await workOf()).toHaveLength(1);
  });

  it('falls to the board’s manager, else to somebody with the role Manager, when nobody has the ticket', async () => {
    const tom = desk.mona.actor.id;
    const lost = await desk.open(desk.amy, { assignedTo: null });
    await desk.close(lost);
    await desk.press((await desk.mails()).at(-1)?.token ?? '', { rating: 1 });
    expect(await answerOf()).toMatchObject({ followUp: { user: { id: tom } } });
    await test.inside(desk.tenant, (ctx) =>
      ctx.db.rows(sql`update boards set manager_id = ${desk.olive.actor.id} where tenant_id = ${ctx.tenant}`),
    );
    const next = await desk.open(desk.amy, { assignedTo: null });
    await desk.close(next);
    await desk.press((await desk.mails()).at(-1)?.token ?? '', { rating: 1 });
    expect(await answerOf()).toMatchObject({ followUp: { user: { name: 'Olive Owner' } } });
  });

  it('is finished with a note by whom it waits for or who reads answers, and by nobody else', async () => {
    const { ticketId, token } = await desk.asked();
    await desk.press(token, { rating: 1 });
    const [survey] = await desk.surveys();
    const id = survey?.id ?? '';
    const stranger = { ...desk.tess, actor: { ...desk.tess.actor, id: newId() } };
    expect((await desk.call(listTicketSurveys, { ticketId }, stranger)).rows).toEqual([]);
    await expect(desk.call(finishFollowUp, { id }, stranger)).rejects.toMatchObject({ id: 'forbidden' });
    expect((await desk.call(listTicketSurveys, { ticketId }, desk.tess)).rows).toMatchObject([
      { answer: { rating: 1 }, mayFollowUp: true },
    ]);
    await desk.call(finishFollowUp, { id, note: 'Called Amy.' }, desk.tess);
    expect(await answerOf()).toMatchObject({
      followUp: { state: 'done', note: 'Called Amy.', doneBy: { name: 'Tess Tran' } },
    });
    await expect(desk.call(finishFollowUp, { id }, desk.mona)).rejects.toMatchObject({ id: 'survey.no_follow_up' });
    expect(await workOf()).toEqual([]);
    // said again as low it opens no second one
    await desk.press(token, { rating: 2 });
    expect(await answerOf()).toMatchObject({ rating: 2, followUp: { state: 'done' } });
  });
});

it('stands in the timeline of client and contact for who may read answers', async () => {
  const { ticketId, token } = await desk.asked();
  await desk.press(token, { rating: 4, comment: 'Quick!' });
  const line = {
    event: 'survey.answered',
    title: 'Printer offline',
    href: `/msp/tickets/${ticketId}`,
    facts: { rating: '4/5', body: 'Quick!' },
  };
  const kinds = ['survey' as const];
  expect((await desk.call(clientTimeline, { id: desk.acme, kinds })).rows).toMatchObject([line]);
  expect((await desk.call(contactTimeline, { id: desk.amy, kinds })).rows).toMatchObject([line]);
  expect((await desk.call(clientTimeline, { id: desk.acme, kinds }, desk.tess)).rows).toEqual([]);
});

describe('results', () => {
  const year = () => {
    const now = Date.now();
    return { from: new Date(now - 200 * dayMs).toISOString(), until: new Date(now + 200 * dayMs).toISOString() };
  };
  const answer = async (rating: number | null, more: object = {}, contact = desk.amy) => {
    await desk.close(await desk.open(contact, more));
    const { token } = (await desk.mails()).at(-1) ?? { token: '' };
    if (rating !== null) await desk.press(token, { rating, comment: rating < 3 ? '=Bad' : '' });
  };

  it('count rate, average, verdicts, ratings, weeks, clients and technicians; the rows behind each number are as many', async () => {
    for (const rating of [5, 4, 3, 1, null]) await answer(rating);
    await desk.later(8 * dayMs);
    await answer(5, { assignedTo: desk.mona.actor.id });
    const results = await desk.call(getSurveyResults, year(), desk.mona);
    expect(results.total).toEqual({ sent: 6, answered: 5, good: 3, fair: 1, poor: 1, scores: 100 + 75 + 50 + 0 + 100 });
    expect(results.openFollowUps).toBe(1);
    expect(results.distribution).toEqual([
      {
        kind: 'stars',
        average: 3.6,
        nps: null,
        ratings: [1, 0, 1, 1, 2].map((count, at) => ({ rating: at + 1, count })),
      },
    ]);
    const busy = results.weeks.filter(({ sent }) => sent > 0);
    expect(busy.map(({ sent }) => sent)).toEqual([5, 1]);
    expect(results.clients).toMatchObject([{ name: 'Acme Dental', sent: 6 }]);
    expect(results.technicians.map(({ name, sent, answered }) => [name, sent, answered])).toEqual([
      ['Tess Tran', 5, 4],
      ['Mona Berg', 1, 1],
    ]);
    const rows = async (filter: object) =>
      (await desk.call(listSurveys, { ...year(), ...filter }, desk.mona)).rows.length;
    for (const [name, filter] of [
      ['sent', {}],
      ['answered', { outcome: 'answered' }],
      ['good', { outcome: 'good' }],
      ['fair', { outcome: 'fair' }],
      ['poor', { outcome: 'poor' }],
    ] as const) {
      expect([name, await rows(filter)]).toEqual([name, results.total[name]]);
      for (const group of results.technicians) {
        expect(await rows({ ...filter, technicianId: group.id })).toBe(group[name]);
      }
      for (const week of busy) {
        const within = { from: week.from.toISOString(), until: week.until.toISOString() };
        expect(await rows({ ...filter, ...within })).toBe(week[name]);
      }
    }
    expect(await rows({ outcome: 'unanswered' })).toBe(1);
    expect(await rows({ kind: 'stars', rating: 5 })).toBe(2);
    expect(await rows({ followUp: 'open' })).toBe(1);
    expect(await rows({ hasComment: true })).toBe(1);
  });

  it('give whole pages in order, and a file whose formulas do nothing', async () => {
    for (const rating of [5, 4, 1]) await answer(rating);
    const first = await desk.call(listSurveys, { limit: 2 });
    const second = await desk.call(listSurveys, { limit: 2, after: first.next ?? '' });
    expect([...first.rows, ...second.rows].map((row) => row.answer?.rating)).toEqual([1, 4, 5]);
    expect(second.next).toBeNull();
    const { csv } = await desk.call(exportSurveys, { outcome: 'poor' });
    const [head, line] = csv.split('\r\n');
    expect(head).toMatch(/^Sent,Survey,Ticket,Title,Client,Contact,Technician,Answered,Kind,Rating/);
    expect(line).toMatch(
      /,T-0003,Printer offline,Acme Dental,Amy Adams,Tess Tran,.*,stars,1,0,poor,,'=Bad,no,open,Tess Tran,/,
    );
  });

  it('are for who may read answers', async () => {
    await expect(desk.call(getSurveyResults, year(), desk.tess)).rejects.toMatchObject({ id: 'forbidden' });
    await expect(desk.call(listSurveys, {}, desk.tess)).rejects.toMatchObject({ id: 'forbidden' });
  });

  it('tell other programs of every answer that changes a rating', async () => {
    const { token } = await desk.asked();
    await desk.click(token, 3);
    await desk.press(token, { rating: 3, comment: 'Fine.' });
    await desk.press(token, { rating: 4 });
    const told = await test.rows<{ payload: { rating: number; isChange: boolean } }>(
      desk.tenant,
      sql`select payload from outbox where tenant_id = ${desk.tenant} and type = ${surveyAnswered.type} order by id`,
    );
    expect(told.map(({ payload }) => [payload.rating, payload.isChange])).toEqual([
      [3, false],
      [4, true],
    ]);
  });
});
