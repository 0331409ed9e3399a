import { openDesk, type Desk } from './desk';

/** Each night through the whole stack: a ticket by the action, facts by its events, the timer by the sweep, the event that is told. */
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const sundayNight = (timezone: string) => ({
  timezone,
  alwaysOpen: false,
  week: { sun: [['00:00', '06:00'] as [string, string]] },
  holidays: [],
  exceptions: [],
  holidayCalendarIds: [],
  nightShift: 'opening_day' as const,
});

interface Night {
  zone: string;
  opened: string;
  due: string;
}

const nights: [string, Night][] = [
  ['two o’clock is skipped', { zone: 'America/New_York', opened: '2024-03-10T05:00', due: '2024-03-10T09:00' }],
  ['one o’clock comes twice', { zone: 'America/New_York', opened: '2024-11-03T04:00', due: '2024-11-03T08:00' }],
  ['half an hour is skipped', { zone: 'Australia/Lord_Howe', opened: '2024-10-05T13:30', due: '2024-10-05T17:30' }],
  ['half an hour comes twice', { zone: 'Australia/Lord_Howe', opened: '2025-04-05T13:00', due: '2025-04-05T17:00' }],
];

it.each(nights)('in the night when %s, four hours of the desk are four hours', async (name, { zone, opened, due }) => {
  const rules = [{ kind: 'notify' as const, percent: 100 }];
  const client = await desk.client(name, { hours: sundayNight(zone), rules, targets: { Medium: [600, 240] } });
  const ticket = await desk.open(opened, client);
  const dueAt = new Date(`${due}:00Z`);
  expect((await desk.clocks(opened, ticket)).resolution).toMatchObject({ dueAt });
  const text = (offset: number) => new Date(dueAt.getTime() + offset).toISOString().slice(0, 19);
  await desk.wait(text(-60_000));
  expect(await desk.told(ticket)).toEqual([]);
  await desk.wait(text(1000));
  expect(await desk.told(ticket)).toEqual(['sla.breached resolution 100']);
  await desk.wait(text(3_600_000));
  expect(await desk.told(ticket)).toHaveLength(1);
});
