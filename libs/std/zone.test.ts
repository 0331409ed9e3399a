import fc from 'fast-check';
import { addDays, dateOfDayNumber, dayNumber } from './dates';
import { formatInstant, isZone, localDate, localParts, offsetAt, startOfLocalDay, wallToInstants } from './zone';
import { offsetSpans } from './zone-offsets';

const minute = 60_000;
const hour = 60 * minute;
const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'UTC',
];
const anyInstant = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2035, 0, 1) }).map((time) => new Date(time));
const anyZone = fc.constantFrom(...zones);
const texts = (instants: Date[]) => instants.map((instant) => instant.toISOString());

/** What Intl itself shows on the wall, by other means than the module: parts, no table of offsets. */
function intlWall(instant: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value;
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`;
}

function ourWall(instant: Date, zone: string): string {
  const { date, hour: hours, minute: minutes, second } = localParts(instant, zone);
  return `${date} ${[hours, minutes, second].map((value) => String(value).padStart(2, '0')).join(':')}`;
}

describe('zones', () => {
  it.each(['Europe/Berlin', 'US/Eastern', 'Etc/GMT+5', 'UTC', 'Asia/Kathmandu'])('%s is a zone', (name) => {
    expect(isZone(name)).toBe(true);
  });

  it.each(['', 'Europe/Nowhere', '+05:00', 'Berlin', 'GMT+5', '5'])('%p is not', (name) => {
    expect(isZone(name)).toBe(false);
    expect(() => offsetAt(new Date(0), name)).toThrow(expect.objectContaining({ id: 'invalid' }));
  });

  it('follows links and the inverted sign of Etc', () => {
    const summer = new Date('2024-07-01T00:00:00Z');
    expect(offsetAt(summer, 'US/Eastern')).toBe(offsetAt(summer, 'America/New_York'));
    expect(offsetAt(summer, 'Etc/GMT+5')).toBe(-5 * hour);
    expect(offsetAt(summer, 'Asia/Kathmandu')).toBe(5.75 * hour);
  });

  it('changes at the exact second', () => {
    expect(offsetAt(new Date('2024-03-10T06:59:59.999Z'), 'America/New_York')).toBe(-5 * hour);
    expect(offsetAt(new Date('2024-03-10T07:00:00.000Z'), 'America/New_York')).toBe(-4 * hour);
    expect(offsetAt(new Date('2024-10-05T15:29:59.999Z'), 'Australia/Lord_Howe')).toBe(10.5 * hour);
    expect(offsetAt(new Date('2024-10-05T15:30:00.000Z'), 'Australia/Lord_Howe')).toBe(11 * hour);
  });

  it('shows what Intl shows', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, zone) => {
        expect(ourWall(instant, zone)).toBe(intlWall(instant, zone));
      }),
      { numRuns: 500 },
    );
  });

  it('shows what Intl shows around every change of these zones in 40 years', () => {
    for (const zone of zones) {
      const spans = offsetSpans(zone, Date.UTC(1995, 0, 1), Date.UTC(2035, 0, 1));
      for (const { to } of spans.slice(0, -1)) {
        for (const shift of [-1000, -1, 0, 1000]) {
          const instant = new Date(to + shift);
          expect(ourWall(instant, zone)).toBe(intlWall(instant, zone));
        }
      }
    }
  });

  it('reads a fourth of July in New York', () => {
    expect(localDate(new Date('2024-07-04T02:00:00Z'), 'America/New_York')).toBe('2024-07-03');
    expect(localParts(new Date('2024-07-04T02:03:04.567Z'), 'America/New_York')).toEqual({
      date: '2024-07-03',
      minuteOfDay: 22 * 60 + 3,
      hour: 22,
      minute: 3,
      second: 4,
      millisecond: 567,
    });
  });
});

describe('wallToInstants', () => {
  it('has none in the gap, two in the repeated hour, else one', () => {
    expect(wallToInstants('2024-03-10', 150, 'America/New_York')).toEqual([]);
    expect(texts(wallToInstants('2024-11-03', 90, 'America/New_York'))).toEqual([
      '2024-11-03T05:30:00.000Z',
      '2024-11-03T06:30:00.000Z',
    ]);
    expect(texts(wallToInstants('2024-07-01', 540, 'Europe/Berlin'))).toEqual(['2024-07-01T07:00:00.000Z']);
    expect(texts(wallToInstants('2024-07-01', 1440, 'Europe/Berlin'))).toEqual(['2024-07-01T22:00:00.000Z']);
    expect(wallToInstants('2011-12-30', 600, 'Pacific/Apia')).toEqual([]);
  });

  it('gives exactly the instants whose wall reads so', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, zone) => {
        const whole = new Date(Math.floor(instant.getTime() / minute) * minute);
        const { date, minuteOfDay } = localParts(whole, zone);
        const found = wallToInstants(date, minuteOfDay, zone);
        expect(texts(found)).toContain(whole.toISOString());
        for (const one of found) expect(localParts(one, zone)).toMatchObject({ date, minuteOfDay, second: 0 });
      }),
    );
  });
});

describe('startOfLocalDay', () => {
  it.each([
    ['2024-03-10', 'America/New_York', '2024-03-10T05:00:00.000Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['2010-11-07', 'America/St_Johns', '2010-11-07T02:30:00.000Z'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s in %s begins at %s', (date, zone, instant) => expect(startOfLocalDay(date, zone).toISOString()).toBe(instant));

  it('begins at 01:00 where clocks jump over midnight', () => {
    expect(localParts(startOfLocalDay('2018-11-04', 'America/Sao_Paulo'), 'America/Sao_Paulo')).toMatchObject({
      date: '2018-11-04',
      minuteOfDay: 60,
    });
  });

  it('cuts time into days without hole, each the first moment of its date', () => {
    const day = fc.integer({ min: dayNumber('1995-01-01'), max: dayNumber('2034-12-30') }).map(dateOfDayNumber);
    fc.assert(
      fc.property(day, anyZone, (date, zone) => {
        const start = startOfLocalDay(date, zone);
        const end = startOfLocalDay(addDays(date, 1), zone);
        expect(localDate(new Date(start.getTime() - 1), zone) < date).toBe(true);
        expect(end.getTime() >= start.getTime()).toBe(true);
        if (end.getTime() > start.getTime()) expect(localDate(start, zone)).toBe(date);
      }),
    );
  });
});

describe('formatInstant', () => {
  const plainSpaces = (text: string) => text.replace(/\s/g, ' ');

  it('writes local time in the words of the locale', () => {
    const instant = new Date('2024-07-04T02:05:00Z');
    const written = (zone: string, locale: string, style: 'date' | 'time' | 'date_time' | 'full') =>
      plainSpaces(formatInstant(instant, zone, locale, style));
    expect(written('America/New_York', 'en-US', 'date')).toBe('Jul 3, 2024');
    expect(written('America/New_York', 'en-US', 'time')).toBe('10:05 PM');
    expect(written('Europe/Berlin', 'de-DE', 'date_time')).toBe('04.07.2024, 04:05');
    expect(written('America/New_York', 'en-US', 'full')).toBe('Wednesday, July 3, 2024 at 10:05 PM EDT');
  });
});
