import type { Reading } from '../kinds/import-kind';
import { asDate, asInstant } from './date-readers';

const dmy: Reading = { zone: 'Europe/Berlin', dateOrder: 'dmy', currency: 'EUR' };
const mdy: Reading = { zone: 'America/New_York', dateOrder: 'mdy', currency: 'USD' };

it.each([
  ['2025-12-31', dmy, '2025-12-31'],
  ['31/12/2025', dmy, '2025-12-31'],
  ['12/31/2025', mdy, '2025-12-31'],
  ['3/4/2025', dmy, '2025-04-03'],
  ['3/4/2025', mdy, '2025-03-04'],
  ['03.04.2025', mdy, '2025-04-03'],
  ['3-4-25', dmy, '2025-04-03'],
  ['31 Dec 2025', dmy, '2025-12-31'],
  ['31-Dec-25', mdy, '2025-12-31'],
  ['December 31, 2025', dmy, '2025-12-31'],
  ['Wednesday, December 31, 2025', mdy, '2025-12-31'],
  ['2025-12-31T23:30:00Z', dmy, '2025-12-31'],
])('reads the date %s', (text, reading, wanted) => {
  expect(asDate(text, reading)).toBe(wanted);
});

it.each(['31/31/2025', '2025-02-30', 'yesterday', '12', '2025-12-31 noon', '2025-12-31 25:00', '45658'])(
  'refuses %s as a date with an example',
  (text) => {
    expect(() => asDate(text, dmy)).toThrow('Write a date such as 2025-12-31 or 31/12/2025.');
  },
);

it.each([
  ['2025-12-31 14:30', dmy, '2025-12-31T13:30:00.000Z'],
  ['12/31/2025 2:30 PM', mdy, '2025-12-31T19:30:00.000Z'],
  ['12/31/2025 12:05:09 a.m.', mdy, '2025-12-31T05:05:09.000Z'],
  ['2025-12-31T14:30:00.123Z', dmy, '2025-12-31T14:30:00.000Z'],
  ['2025-12-31T14:30:00+0530', dmy, '2025-12-31T09:00:00.000Z'],
  ['31.12.2025', dmy, '2025-12-30T23:00:00.000Z'],
  // Clocks go forward at 02:00: half past two is not there.
  ['2025-03-30 02:30', dmy, '2025-03-30T01:30:00.000Z'],
])('reads the instant %s on the wall of the zone', (text, reading, wanted) => {
  expect((asInstant(text, reading) as Date).toISOString()).toBe(wanted);
});

it.each(['14:30', '2025-12-31 14:60', '2025-12-31 13:00 PM', 'soon'])('refuses %s as an instant', (text) => {
  expect(() => asInstant(text, mdy)).toThrow(/Write a date and time such as/);
});
