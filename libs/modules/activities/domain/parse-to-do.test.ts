import fc from 'fast-check';
import { localDate, localParts } from '@kelp/std';
import { parseToDo } from './parse-to-do';

const zone = 'America/Chicago';
/** Wednesday 4 March 2026, 10:30 in Chicago. */
const now = new Date('2026-03-04T16:30:00Z');
const read = (text: string, at = now) => {
  const { title, dueOn, dueAt } = parseToDo(text, at, zone);
  const time = dueAt ? localParts(dueAt, zone).minuteOfDay : null;
  return [title, dueOn, time === null ? null : `${Math.floor(time / 60)}:${String(time % 60).padStart(2, '0')}`];
};

it.each([
  ['call Amy tomorrow 3pm', 'call Amy', '2026-03-05', '15:00'],
  ['order toner tomorrow', 'order toner', '2026-03-05', null],
  ['Call Amy tomorrow at 3:15 pm about the printer', 'Call Amy about the printer', '2026-03-05', '15:15'],
  ['today 15:30 stand-up', 'stand-up', '2026-03-04', '15:30'],
  ['backup check tonight', 'backup check', '2026-03-04', '18:00'],
  ['send offer by Friday', 'send offer', '2026-03-06', null],
  ['send offer fri', 'send offer', '2026-03-06', null],
  ['send offer Wednesday', 'send offer', '2026-03-11', null],
  ['send offer next Friday', 'send offer', '2026-03-13', null],
  ['send offer next mon', 'send offer', '2026-03-09', null],
  ['plan the move next week', 'plan the move', '2026-03-09', null],
  ['pay rent next month', 'pay rent', '2026-04-01', null],
  ['renew domain on 12 Dec', 'renew domain', '2026-12-12', null],
  ['renew domain Feb 3rd', 'renew domain', '2027-02-03', null],
  ['renew domain 29 Feb', 'renew domain', '2028-02-29', null],
  ['renew domain on 2026-06-30', 'renew domain', '2026-06-30', null],
  ['ring back in 2 hours', 'ring back', '2026-03-04', '12:30'],
  ['ring back in an hour', 'ring back', '2026-03-04', '11:30'],
  ['ring back in 3 days', 'ring back', '2026-03-07', null],
  ['ring back in two weeks', 'ring back', '2026-03-18', null],
  ['reboot at noon', 'reboot', '2026-03-04', '12:00'],
  ['report eod', 'report', '2026-03-04', '17:00'],
  ['day after tomorrow: site visit', 'site visit', '2026-03-06', null],
])('%s', (text, title, date, time) => {
  expect(read(text)).toEqual([title, date, time]);
});

it.each([
  ['Send Monday report'],
  ['Sun server needs a disk'],
  ['may need a spare'],
  ['march through the list'],
  ['buy 3 mice'],
  ['release 2.10'],
  ['tomorrow'],
  ['room 31 Feb'],
  ['2026-13-45 is no date'],
  ['call the tomorrow-team'],
  ['25:10 on the clock'],
])('%s has no date', (text) => {
  expect(read(text)).toEqual([text, null, null]);
});

it('takes a time that is over for tomorrow’s', () => {
  expect(read('water plants 9am')).toEqual(['water plants', '2026-03-05', '9:00']);
});

it('keeps the day where the clocks skip the time, and counts by the wall of the zone', () => {
  // on Sunday 8 March 2026 there is no 2:30 in Chicago
  expect(read('check the jobs on sunday 2:30am')).toEqual(['check the jobs', '2026-03-08', null]);
  // 23:30 in Chicago is the next day in UTC already
  expect(read('order toner tomorrow', new Date('2026-03-05T05:30:00Z'))[1]).toBe('2026-03-05');
});

it('never loses a title and never gives a time off its day, whatever is typed', () => {
  const word = fc.constantFrom(
    ...[
      'tomorrow',
      'next',
      'fri',
      'monday',
      '3pm',
      'at',
      'on',
      '12',
      'dec',
      'in',
      '2',
      'hours',
      'call',
      'x',
      ',',
      '31',
      'feb',
      'noon',
    ],
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 4e12 }), (words, at) => {
      const { title, dueOn, dueAt } = parseToDo(words.join(' '), new Date(at), zone);
      expect(title.trim()).not.toBe('');
      if (dueAt) expect(localDate(dueAt, zone)).toBe(dueOn);
    }),
    { numRuns: 400 },
  );
});
