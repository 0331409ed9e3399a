import { createTicket, updateTicket } from '@kelp/tickets';
import { createItilPolicy, getSlaPolicy, listBusinessCalendars, listPolicyHistory, updateSlaPolicy } from '../contract';
import { at } from '../domain/testing/story';
import { openDesk, type Desk } from './desk';

const rules = [50, 75, 90, 100].map((percent) => ({ kind: 'notify' as const, percent }));
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

it('after an outage tells each threshold when the policy asks for all', async () => {
  const all = await desk.client('Tell all', { rules, settings: { afterOutage: 'all' } });
  const ticket = await desk.open('10:00', all);
  await desk.wait('11:30');
  expect(await desk.told(ticket)).toEqual([
    'sla.threshold_crossed response 50',
    'sla.threshold_crossed response 75',
    'sla.threshold_crossed response 90',
    'sla.breached response 100',
  ]);
  expect((await desk.firings(ticket)).every((line) => line.endsWith('sent'))).toBe(true);
});

it('warns again after a retarget that puts the clock back, when the policy re-arms', async () => {
  for (const [name, rearms, again] of [
    ['Quiet', false, []],
    ['Again', true, ['sla.threshold_crossed resolution 50']],
  ] as const) {
    const client = await desk.client(name, { rules, settings: { rearms } });
    const ticket = await desk.open('10:00', client, { priorityId: desk.priority('High') });
    await desk.reply('10:01', ticket);
    await desk.wait('10:30:01');
    await desk.prioritise('10:31', ticket, 'Medium');
    await desk.wait('12:00:01');
    expect(await desk.told(ticket)).toEqual(['sla.threshold_crossed resolution 50', ...again]);
  }
});

it('counts an imported ticket from its import when the policy says so, and keeps closed ones as they were', async () => {
  const client = await desk.client('Imported', { rules, settings: { imported: 'from_import' } });
  await desk.moveTo('15:00');
  const muted = { ...desk.staff, isMuted: true, at: at('2024-01-03T10:00') };
  const bring = async (status: string) => {
    const { id } = await desk.call(createTicket, { title: 'Old', clientId: client }, muted);
    const later = { ...muted, at: at('2024-01-03T11:00') };
    if (status !== 'New') await desk.call(updateTicket, { id, statusId: desk.statusId(status) }, later);
    return id;
  };
  const [open, waiting, closed] = [await bring('New'), await bring('Waiting for customer'), await bring('Closed')];
  await desk.settle();
  const started = (await desk.clocks('15:01', open)).resolution?.startedAt.getTime() ?? 0;
  expect(Math.abs(started - at('15:00').getTime())).toBeLessThan(60_000);
  expect((await desk.clocks('15:01', waiting)).resolution).toMatchObject({ state: 'paused' });
  expect((await desk.clocks('15:01', closed)).resolution).toMatchObject({ startedAt: at('2024-01-03T10:00') });
  for (const ticket of [open, waiting, closed]) expect(await desk.told(ticket)).toEqual([]);
});

it('sets ITIL up in one step', async () => {
  const [calendar] = (await desk.call(listBusinessCalendars, {})).rows;
  const { id } = await desk.call(createItilPolicy, { calendarId: calendar?.id ?? '' });
  const policy = await desk.call(getSlaPolicy, { id });
  const lines = policy.targets.map(
    ({ priorityName, clock, amount, isAlwaysOpen }) =>
      `${priorityName} ${clock} ${amount}${isAlwaysOpen ? ' 24x7' : ''}`,
  );
  expect(lines.sort()).toEqual([
    'P1 Critical resolution 60 24x7',
    'P1 Critical response 15 24x7',
    'P2 High resolution 240',
    'P2 High response 30',
    'P3 Medium resolution 1440',
    'P3 Medium response 60',
    'P4 Low resolution 4320',
    'P4 Low response 240',
    'P5 Planning resolution 10080',
    'P5 Planning response 480',
  ]);
  expect(policy.rules.map(({ kind, percent, level }) => `${kind} ${percent} ${level ?? ''}`.trim())).toEqual([
    'notify 50',
    'notify 75',
    'notify 90',
    'notify 100',
    'escalate 70 1',
    'escalate 90 2',
    'escalate 110 3',
  ]);
});

it('remembers who promised what', async () => {
  const id = await desk.policy('Remembered', { rules });
  const { version } = await desk.call(getSlaPolicy, { id });
  await desk.call(updateSlaPolicy, {
    id,
    version,
    targets: [{ priorityId: desk.priority('Medium'), clock: 'response', amount: 2, unit: 'next_business_day' }],
    settings: { rearms: true },
  });
  const { rows } = await desk.call(listPolicyHistory, { id });
  expect(rows.map(({ number, recordedBy }) => [number, recordedBy])).toEqual([
    [2, 'Test Person'],
    [1, 'Test Person'],
  ]);
  expect(rows[0]?.changes).toEqual([
    'settings.rearms: false → true',
    'targets.High, resolution: 60 minutes → missing',
    'targets.High, response: 15 minutes → missing',
    'targets.Medium, resolution: 240 minutes → missing',
    'targets.Medium, response: 60 minutes → 2 next_business_day',
  ]);
});
