import { bundleTickets, mergeTickets, undoMerge } from '@kelp/tickets';
import { at } from '../domain/testing/story';
import { openDesk, type Desk } from './desk';

let desk: Desk;
let gold: string;

beforeAll(async () => {
  desk = await openDesk();
  gold = await desk.client('Acme Dental');
});
afterAll(() => desk.close());

it('cancels the clocks of a merged ticket; the target keeps its start; undoing lets them go on', async () => {
  const target = await desk.open('10:00', gold);
  const source = await desk.open('10:20', gold);
  await desk.act('10:30', mergeTickets, { id: target, sourceIds: [source] });
  const merged = await desk.clocks('10:31', source);
  expect([merged.response?.state, merged.resolution?.state]).toEqual(['cancelled', 'cancelled']);
  expect((await desk.clocks('10:31', target)).response).toMatchObject({ state: 'running', dueAt: at('11:00') });
  await desk.act('10:40', undoMerge, { id: source });
  expect((await desk.clocks('10:41', source)).response).toMatchObject({ state: 'running', dueAt: at('11:20') });
  expect(await desk.told(source)).toEqual([]);
});

it('answers the child by a reply on its master, at the time of that reply', async () => {
  const master = await desk.open('12:00', gold);
  const child = await desk.open('12:30', gold);
  await desk.act('12:40', bundleTickets, { id: master, childIds: [child] });
  await desk.reply('13:00', master);
  for (const id of [master, child]) {
    expect((await desk.clocks('13:05', id)).response).toMatchObject({ state: 'met', stoppedAt: at('13:00') });
  }
});
