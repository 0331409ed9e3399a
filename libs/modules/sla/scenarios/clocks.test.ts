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
