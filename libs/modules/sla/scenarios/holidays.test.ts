import {
  createBusinessCalendar,
  createHolidayCalendar,
  deleteHolidayCalendar,
  getBusinessCalendar,
  getHolidayCalendar,
  listCalendarHistory,
  listHolidayCalendars,
  listHolidayCountries,
  previewCountryHolidays,
  previewIcal,
  updateBusinessCalendar,
  updateHolidayCalendar,
  createSlaPolicy,
  assignSlaPolicy,
} from '../contract';
import { createClient } from '@kelp/clients';
import { at } from '../domain/testing/story';
import { nineToFive, openDesk, type Desk } from './desk';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const icalOf = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'X-WR-CALNAME:Plant holidays',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');

describe('a shared holiday calendar', () => {
  it('closes every business calendar that keeps it, and moves what runs when it changes', async () => {
    const shared = await desk.call(createHolidayCalendar, {
      name: 'Company days',
      days: [{ date: '2024-01-08', name: 'Stocktaking' }],
    });
    const calendars = [];
    for (const name of ['North', 'South']) {
      const hours = { ...nineToFive, holidayCalendarIds: [shared.id] };
      calendars.push(await desk.call(createBusinessCalendar, { name, hours }, await desk.moveTo('2024-01-01T08:00')));
    }
    const [north] = calendars;
    const { id: policyId } = await desk.call(createSlaPolicy, {
      name: 'Shared',
      calendarId: north?.id ?? '',
      targets: [{ priorityId: desk.priority('Medium'), clock: 'resolution', amount: 240 }],
    });
    const client = await desk.call(createClient, { name: 'Keeps holidays' });
    await desk.call(assignSlaPolicy, { policyId, clientId: client.id });
    const ticket = await desk.open('15:00', client.id);
    expect((await desk.clocks('15:01', ticket)).resolution).toMatchObject({ dueAt: at('2024-01-09T11:00') });
    expect((await desk.clocks('15:01', ticket)).resolution?.explanation.holidays).toEqual([
      { date: '2024-01-08', name: 'Stocktaking' },
    ]);

    const changed = await desk.act('15:10', updateHolidayCalendar, {
      id: shared.id,
      days: [{ date: '2024-01-09', name: 'Stocktaking, moved' }],
    });
    expect(changed.calendarCount).toBe(2);
    expect((await desk.clocks('15:11', ticket)).resolution).toMatchObject({ dueAt: at('2024-01-08T11:00') });

    const stored = await desk.call(getBusinessCalendar, { id: north?.id ?? '' });
    expect(stored).toMatchObject({ number: 2, hours: { holidays: [], holidayCalendarIds: [shared.id] } });
    const history = await desk.call(listCalendarHistory, { id: north?.id ?? '' });
    expect(history.rows.map(({ number, changes }) => [number, changes])).toEqual([
      [2, ['holidays.2024-01-08: Stocktaking → missing', 'holidays.2024-01-09: missing → Stocktaking, moved']],
      [1, []],
    ]);
    expect(history.rows[0]?.recordedBy).toBe('Test Person');
  });

  it('cannot be deleted while it is kept, nor kept when it is deleted; a date stands in it once', async () => {
    const days = [
      { date: '2024-05-01', name: 'One' },
      { date: '2024-05-01', name: 'Again' },
    ];
    await expect(desk.call(createHolidayCalendar, { name: 'Twice', days })).rejects.toMatchObject({ id: 'invalid' });
    const { id } = await desk.call(createHolidayCalendar, { name: 'Kept', days: days.slice(0, 1) });
    const hours = { ...nineToFive, holidayCalendarIds: [id] };
    const calendar = await desk.call(createBusinessCalendar, { name: 'Keeper', hours });
    await expect(desk.call(deleteHolidayCalendar, { id })).rejects.toMatchObject({ id: 'holiday_calendar.in_use' });
    await desk.call(updateBusinessCalendar, { id: calendar.id, hours: nineToFive });
    await desk.call(deleteHolidayCalendar, { id });
    await expect(desk.call(updateBusinessCalendar, { id: calendar.id, hours })).rejects.toMatchObject({
      id: 'not_found',
    });
    expect((await desk.call(listHolidayCalendars, {})).rows.map(({ name }) => name)).not.toContain('Kept');
    await expect(desk.call(getHolidayCalendar, { id })).rejects.toMatchObject({ id: 'not_found' });
  });

  it('refuses a stale change', async () => {
    const { id } = await desk.call(createHolidayCalendar, { name: 'Stale', days: [] });
    const first = await desk.call(updateHolidayCalendar, { id, version: 1, days: [{ date: '2024-06-01', name: 'A' }] });
    expect(first.version).toBeGreaterThan(1);
    await expect(desk.call(updateHolidayCalendar, { id, version: 1, name: 'Other' })).rejects.toMatchObject({
      id: 'stale',
    });
  });
});

describe('public holidays of a country', () => {
  it('are worked out by country and region', async () => {
    const { rows } = await desk.call(listHolidayCountries, {});
    const germany = rows.find(({ code }) => code === 'DE');
    expect(germany?.regions.map(({ code }) => code)).toContain('BY');
    const of = async (region: string | null) =>
      (await desk.call(previewCountryHolidays, { country: 'DE', region, fromYear: 2025, years: 1 })).days;
    const [land, bavaria] = [await of(null), await of('BY')];
    expect(land).toContainEqual({ date: '2025-04-18', name: 'Good Friday' });
    expect(land.map(({ date }) => date)).not.toContain('2025-01-06');
    expect(bavaria).toContainEqual({ date: '2025-01-06', name: 'Epiphany' });
    const dates = bavaria.map(({ date }) => date);
    expect(dates).toEqual([...new Set(dates)].sort());
  });

  it('are refused for places that do not exist', async () => {
    for (const place of [
      { country: 'ZZ', region: null },
      { country: 'DE', region: 'TX' },
    ]) {
      await expect(desk.call(previewCountryHolidays, { ...place, fromYear: 2025, years: 1 })).rejects.toMatchObject({
        id: 'invalid',
      });
    }
  });
});

describe('an iCalendar file', () => {
  it('is shown before it takes effect: what comes, what goes, what is left out', async () => {
    await desk.moveTo('2024-01-05T10:00');
    const { id } = await desk.call(createHolidayCalendar, {
      name: 'From a file',
      source: 'ical',
      days: [
        { date: '2024-01-01', name: 'New Year' },
        { date: '2024-03-01', name: 'Old day' },
        { date: '2024-12-25', name: 'Xmas' },
      ],
    });
    const text = icalOf(
      ['DTSTART;VALUE=DATE:20240101', 'SUMMARY:New Year'],
      ['DTSTART;VALUE=DATE:20231225', 'RRULE:FREQ=YEARLY;UNTIL=20251231', 'SUMMARY:Christmas'],
      ['DTSTART;VALUE=DATE:20240501', 'DTEND;VALUE=DATE:20240503', 'SUMMARY:May days'],
      ['DTSTART;TZID=Europe/Berlin:20240610T080000', 'DTEND;TZID=Europe/Berlin:20240610T120000', 'SUMMARY:Outing'],
      ['DTSTART;VALUE=DATE:20240701', 'STATUS:CANCELLED', 'SUMMARY:Called off'],
      ['DTSTART;VALUE=DATE:20240801', 'DTEND;VALUE=DATE:20241001', 'SUMMARY:Summer'],
    );
    const review = await desk.call(previewIcal, { text, id });
    expect(review).toMatchObject({
      name: 'Plant holidays',
      unchanged: 1,
      removed: [{ date: '2024-03-01', name: 'Old day' }],
      renamed: [{ date: '2024-12-25', name: 'Christmas' }],
      skipped: ['Called off: cancelled.', 'Summer: longer than 31 days.'],
    });
    expect(review.added.map(({ date }) => date)).toEqual([
      '2023-12-25',
      '2024-05-01',
      '2024-05-02',
      '2024-06-10',
      '2025-12-25',
    ]);
    // Nothing happened yet.
    expect((await desk.call(getHolidayCalendar, { id })).days).toHaveLength(3);
    await desk.call(updateHolidayCalendar, { id, days: review.days });
    expect((await desk.call(getHolidayCalendar, { id })).days).toEqual(review.days);
  });

  it('is refused when it is something else', async () => {
    for (const text of ['', 'hello', 'BEGIN:VCARD\r\nEND:VCARD', icalOf(['DTSTART:nonsense', 'SUMMARY:X'])]) {
      const answer = desk.call(previewIcal, { text });
      if (text.includes('nonsense')) expect((await answer.catch(() => ({ days: [] }))).days).toEqual([]);
      else await expect(answer).rejects.toMatchObject({ id: 'invalid' });
    }
  });
});
