import {
  getSlaBoard,
  getSlaCompliance,
  listSlaClocks,
  lanes,
  outcomes,
  reportDimensions,
  type Lane,
} from '../contract';
import { at } from '../domain/testing/story';
import { openDesk, type Desk } from './desk';

let desk: Desk;
let acme: string;
let beta: string;
const tickets: Record<string, string> = {};

beforeAll(async () => {
  desk = await openDesk();
  acme = await desk.client('Acme', {});
  beta = await desk.client('Beta', {});
  // Medium: response 60, resolution 240 minutes around the clock.
  tickets['late'] = await desk.open('08:00', acme);
  tickets['soon'] = await desk.open('09:30', acme);
  tickets['paused'] = await desk.open('10:00', beta);
  await desk.status('10:05', tickets['paused'] ?? '', 'Waiting for customer');
  tickets['kept'] = await desk.open('10:00', beta);
  await desk.reply('10:10', tickets['kept'] ?? '');
  await desk.status('10:15', tickets['kept'] ?? '', 'Resolved');
  await desk.wait('10:20');
});
afterAll(() => desk.close());

const rowsOf = async (filter: object) => {
  const rows = [];
  for (let after: string | null = ''; after !== null;) {
    const page: { rows: { ticketId: string; clock: string; epoch: number }[]; next: string | null } = await desk.call(
      listSlaClocks,
      { ...filter, limit: 1, ...(after ? { after } : {}) },
      await desk.moveTo('10:20'),
    );
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
};
const named = (rows: { ticketId: string; clock: string }[]) =>
  rows.map(({ ticketId, clock }) => `${Object.keys(tickets).find((key) => tickets[key] === ticketId)} ${clock}`);

it('puts every open clock in one lane, soonest first, page by page', async () => {
  const board = await desk.call(getSlaBoard, {}, await desk.moveTo('10:20'));
  const inLanes: Record<Lane, string[]> = { breached: [], due_soon: [], paused: [], on_track: [] };
  for (const lane of lanes) inLanes[lane] = named(await rowsOf({ lane }));
  expect(inLanes).toEqual({
    breached: ['late response'],
    due_soon: ['soon response'],
    paused: ['paused response', 'paused resolution'],
    on_track: ['late resolution', 'soon resolution'],
  });
  for (const lane of lanes) expect(board.counts[lane]).toBe(inLanes[lane].length);
  expect(board.boards.map(({ counts }) => counts)).toEqual([board.counts]);
});

it('moves a clock to another lane as time goes by', async () => {
  const later = await desk.call(getSlaBoard, {}, await desk.moveTo('13:40'));
  expect(later.counts).toEqual({ breached: 4, due_soon: 0, paused: 2, on_track: 0 });
  await desk.moveTo('10:20');
});

const period = { from: '2024-01-01T00:00:00Z', until: '2024-01-08T00:00:00Z' };

it('opens exactly the rows behind every number of the report', async () => {
  for (const by of reportDimensions) {
    const report = await desk.call(getSlaCompliance, { ...period, by }, await desk.moveTo('10:20'));
    expect(report.total).toEqual({ met: 2, breached: 1, unanswered: 0 });
    const key = { policy: 'policyId', client: 'clientId', board: 'boardId', priority: 'priorityId' }[by];
    for (const outcome of outcomes) {
      for (const group of report.groups) {
        const rows = await rowsOf({ ...period, outcome, [key]: group.id ?? 'none' });
        expect(rows).toHaveLength(group[outcome]);
      }
      for (const week of report.weeks) {
        const within = { from: week.from.toISOString(), until: week.until.toISOString() };
        expect(await rowsOf({ ...within, outcome })).toHaveLength(week[outcome]);
      }
    }
  }
});

it('cuts weeks at Monday on the workspace’s walls', async () => {
  const { weeks } = await desk.call(getSlaCompliance, {
    from: '2024-01-03T00:00:00Z',
    until: '2024-01-16T00:00:00Z',
  });
  expect(weeks.map(({ from }) => from)).toEqual([
    at('2024-01-03T00:00'),
    at('2024-01-08T00:00'),
    at('2024-01-15T00:00'),
  ]);
});

it('leaves out what was decided outside the period, and refuses one that ends before it begins', async () => {
  const after = { from: '2024-01-06T00:00:00Z', until: '2024-01-08T00:00:00Z' };
  expect((await desk.call(getSlaCompliance, after)).total).toEqual({ met: 0, breached: 0, unanswered: 0 });
  await expect(desk.call(getSlaCompliance, { from: after.until, until: after.from })).rejects.toMatchObject({
    id: 'invalid',
  });
});
