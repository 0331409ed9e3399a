import { sql } from '@kelp/platform/db';
import { updateTicket } from '@kelp/tickets';
import { getTicketSla } from '../contract';
import { at } from '../domain/testing/story';
import { nineToFive, openDesk, type Desk } from './desk';

const closed = 'Resolved';
const waiting = 'Waiting for customer';
const working = 'In progress';

let desk: Desk;
let gold: string;

beforeAll(async () => {
  desk = await openDesk();
  gold = await desk.client('Acme Dental');
});
afterAll(() => desk.close());

describe('two clocks of one ticket', () => {
  it('meet their due to the millisecond, each on its own', async () => {
    const onTime = await desk.open('10:00', gold);
    expect(await desk.clocks('10:30', onTime)).toMatchObject({
      response: { state: 'running', dueAt: at('11:00'), targetMinutes: 60, remainingMinutes: 30, level: 'client' },
      resolution: { state: 'running', dueAt: at('14:00'), targetMinutes: 240 },
    });
    await desk.reply('11:00:00.000', onTime);
    const late = await desk.open('10:00', gold);
    await desk.reply('11:00:00.001', late);
    expect((await desk.clocks('11:01', onTime)).response).toMatchObject({
      state: 'met',
      isMet: true,
      breachedAt: null,
    });
    expect((await desk.clocks('11:01', late)).response).toMatchObject({
      state: 'missed',
      isMet: false,
      breachedAt: at('11:00'),
    });
    expect(await desk.told(late)).toEqual(['sla.breached response 100']);
    expect(await desk.told(onTime)).toEqual([]);
  });
});

async function makeDefault(name: string): Promise<void> {
  const board = sql`tenant_id = ${desk.tenant} and board_id = ${desk.board('Service Desk')}`;
  await desk.test.inside(desk.tenant, async (ctx) => {
    await ctx.db.rows(sql`update statuses set is_default = false where ${board}`);
    await ctx.db.rows(sql`update statuses set is_default = true where ${board} and name = ${name}`);
  });
}

describe('pauses', () => {
  it('of two reasons that overlap cost their union', async () => {
    const both = { response: true, resolution: true };
    const patient = await desk.client('Patient', { settings: { pausing: { awaiting_client: both } } });
    const ticket = await desk.open('10:00', patient);
    await desk.status('10:10', ticket, waiting);
    await desk.reply('10:20', ticket);
    await desk.status('10:30', ticket, working);
    expect((await desk.clocks('10:40', ticket)).resolution).toMatchObject({
      state: 'paused',
      dueAt: null,
      remainingMinutes: 230,
    });
    await desk.clientSays('10:50', ticket);
    const { resolution } = await desk.clocks('11:00', ticket);
    expect(resolution).toMatchObject({ state: 'running', dueAt: at('14:40') });
    expect(resolution?.explanation.pauses).toEqual([
      { from: at('10:10'), to: at('10:50'), reasons: ['status', 'awaiting_client'], minutes: 40 },
    ]);
  });

  it('cost business time only', async () => {
    const office = await desk.client('Bluefin Legal', { hours: nineToFive });
    const ticket = await desk.open('15:00', office);
    await desk.status('16:00', ticket, waiting);
    await desk.status('2024-01-08T10:00', ticket, working);
    const { resolution } = await desk.clocks('2024-01-08T10:01', ticket);
    expect(resolution?.dueAt).toEqual(at('2024-01-08T13:00'));
    expect(resolution?.explanation).toMatchObject({
      zone: 'UTC',
      counted: [
        { from: at('15:00'), to: at('16:00'), minutes: 60 },
        { from: at('2024-01-08T10:00'), to: at('2024-01-08T13:00'), minutes: 180 },
      ],
      pauses: [{ reasons: ['status'], minutes: 120 }],
    });

    const other = await desk.open('15:00', office);
    await desk.status('18:00', other, waiting);
    await desk.status('2024-01-07T10:00', other, working);
    expect((await desk.clocks('2024-01-08T09:00', other)).resolution?.dueAt).toEqual(at('2024-01-08T11:00'));
  });

  it('of seconds are never floored away', async () => {
    const ticket = await desk.open('10:00', gold);
    for (const minute of ['10:10', '10:20', '10:30']) {
      await desk.status(`${minute}:00`, ticket, waiting);
      await desk.status(`${minute}:45`, ticket, working);
    }
    expect((await desk.clocks('10:40', ticket)).resolution?.dueAt).toEqual(at('14:02:15'));
  });

  it('after the breach do not undo it', async () => {
    const ticket = await desk.open('10:00', gold);
    await desk.wait('11:30');
    await desk.status('12:00', ticket, waiting);
    await desk.status('13:00', ticket, working);
    expect((await desk.clocks('13:01', ticket)).response).toMatchObject({
      state: 'running',
      breachedAt: at('11:00'),
      remainingMinutes: -61,
    });
    expect(await desk.told(ticket)).toEqual(['sla.breached response 100']);
  });

  it('that begin with the ticket run nothing until they end', async () => {
    await makeDefault(waiting);
    const ticket = await desk.open('10:00', gold);
    await makeDefault('New');
    expect((await desk.clocks('12:00', ticket)).response).toMatchObject({
      state: 'paused',
      dueAt: null,
      remainingMinutes: 60,
      nextThreshold: null,
    });
    await desk.status('13:00', ticket, working);
    expect((await desk.clocks('13:00', ticket)).response).toMatchObject({ state: 'running', dueAt: at('14:00') });
  });
});

it('a ticket born closed is met at once and waits for nothing', async () => {
  await makeDefault(closed);
  const ticket = await desk.open('10:00', gold);
  await makeDefault('New');
  expect(await desk.clocks('20:00', ticket)).toMatchObject({
    response: { state: 'met', nextThreshold: null },
    resolution: { state: 'met', nextThreshold: null },
  });
  const inFigures = await desk.test.rows(
    desk.tenant,
    sql`select clock, is_in_figures from sla_clocks where tenant_id = ${desk.tenant} and ticket_id = ${ticket} order by clock`,
  );
  expect(inFigures).toEqual([
    { clock: 'resolution', isInFigures: true },
    { clock: 'response', isInFigures: false },
  ]);
  await desk.wait('2024-01-06T10:00');
  expect(await desk.firings(ticket)).toEqual([]);
});

describe('another priority', () => {
  it('counts from the start and is breached when that makes it late, not before', async () => {
    const ticket = await desk.open('10:00', gold);
    await desk.reply('10:10', ticket);
    await desk.prioritise('10:30', ticket, 'High');
    expect(await desk.clocks('10:31', ticket)).toMatchObject({
      response: { state: 'met', targetMinutes: 60 },
      resolution: { state: 'running', dueAt: at('11:00') },
    });
    const late = await desk.open('10:00', gold);
    await desk.reply('10:10', late);
    await desk.prioritise('12:00', late, 'High');
    expect((await desk.clocks('12:01', late)).resolution).toMatchObject({
      dueAt: at('11:00'),
      breachedAt: at('12:00'),
    });
    expect(await desk.told(late)).toEqual(['sla.breached resolution 100']);
  });

  it('puts an open clock back on track without taking the breach back, and without saying it twice', async () => {
    const ticket = await desk.open('10:00', gold);
    await desk.prioritise('10:05', ticket, 'High');
    await desk.wait('10:30');
    await desk.prioritise('10:35', ticket, 'Medium');
    expect((await desk.clocks('10:36', ticket)).response).toMatchObject({
      dueAt: at('11:00'),
      breachedAt: at('10:15'),
    });
    await desk.wait('11:30');
    expect((await desk.told(ticket)).filter((line) => line.includes('response'))).toEqual([
      'sla.breached response 100',
    ]);
  });

  it('without a target leaves no clock, and says so', async () => {
    const ticket = await desk.open('10:00', gold, { priorityId: desk.priority('Low') });
    expect(await desk.call(getTicketSla, { ticketId: ticket })).toMatchObject({
      policy: { name: 'Acme Dental' },
      clocks: [],
    });
    await desk.prioritise('10:30', ticket, 'Medium');
    expect((await desk.clocks('10:31', ticket)).response).toMatchObject({ state: 'running', dueAt: at('11:00') });
  });

  it('can carry the consumed time over', async () => {
    const carried = await desk.client('Carry', {
      hours: nineToFive,
      settings: { retargetMode: 'carry_consumed' },
      targets: { Medium: [480, 480], High: [180, 180] },
    });
    const ticket = await desk.open('16:00', carried);
    await desk.prioritise('2024-01-08T10:00', ticket, 'High');
    expect((await desk.clocks('2024-01-08T10:01', ticket)).resolution?.dueAt).toEqual(at('2024-01-08T11:00'));
  });
});

describe('another client', () => {
  it('brings its policy; clocks that it lacks are cancelled', async () => {
    const none = await desk.client('No SLA', { targets: {} });
    const silver = await desk.client('Silver', { targets: { Medium: [120, 480] } });
    const ticket = await desk.open('10:00', gold);
    await desk.act('10:20', updateTicket, { id: ticket, clientId: silver });
    expect((await desk.clocks('10:21', ticket)).response).toMatchObject({
      dueAt: at('12:00'),
      policyName: 'Silver',
      level: 'client',
    });
    await desk.act('10:30', updateTicket, { id: ticket, clientId: none });
    expect(await desk.clocks('10:31', ticket)).toMatchObject({
      response: { state: 'cancelled' },
      resolution: { state: 'cancelled' },
    });
    await desk.wait('20:00');
    expect(await desk.told(ticket)).toEqual([]);
  });
});

describe('a reopened ticket', () => {
  it('goes on where it was, closed time left out', async () => {
    const ticket = await desk.open('10:00', gold);
    await desk.status('12:00', ticket, closed);
    await desk.status('12:30', ticket, 'Closed');
    await desk.status('20:00', ticket, working);
    expect((await desk.clocks('20:30', ticket)).resolution).toMatchObject({
      epoch: 1,
      state: 'running',
      dueAt: at('22:00'),
    });
    await desk.status('21:30', ticket, closed);
    expect((await desk.clocks('21:31', ticket)).resolution).toMatchObject({ epoch: 1, state: 'met', isMet: true });
  });

  it('can start afresh', async () => {
    const fresh = await desk.client('Fresh', { settings: { reopenMode: 'fresh' } });
    const ticket = await desk.open('10:00', fresh);
    await desk.status('12:00', ticket, closed);
    await desk.status('20:00', ticket, working);
    expect((await desk.clocks('20:01', ticket)).resolution?.dueAt).toEqual(at('2024-01-06T00:00'));
  });
});

describe('the first response', () => {
  it('is a public reply of staff: not the opening text, a note or the client', async () => {
    const ticket = await desk.open('10:00', gold, { description: 'It says PC LOAD LETTER.' });
    await desk.reply('10:05', ticket, 'internal');
    await desk.clientSays('10:10', ticket);
    expect((await desk.clocks('10:20', ticket)).response).toMatchObject({ state: 'running' });
    await desk.reply('10:30', ticket);
    await desk.reply('10:40', ticket);
    expect((await desk.clocks('10:50', ticket)).response).toMatchObject({ state: 'met', stoppedAt: at('10:30') });
  });

  it('that never came leaves the clock unanswered when the ticket is closed', async () => {
    const ticket = await desk.open('10:00', gold);
    await desk.status('10:30', ticket, closed);
    expect((await desk.clocks('10:31', ticket)).response).toMatchObject({ state: 'unanswered', isMet: null });
  });
});
