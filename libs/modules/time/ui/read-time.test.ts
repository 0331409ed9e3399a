import { readTimeLine, workDateText } from './read-time';

const services = [
  { id: 'a', name: 'Onsite visit' },
  { id: 'b', name: 'Onsite emergency' },
];

it('reads the line as the server will, says what is wrong, and says nothing of an empty one', () => {
  expect(readTimeLine('', services)).toBeNull();
  expect(readTimeLine('  ', services)).toBeNull();
  expect(readTimeLine('45m onsite visit toner', services)).toEqual({
    log: { minutes: 45, serviceId: 'a', note: 'toner', day: null, isBillable: null },
    problem: null,
  });
  expect(readTimeLine('45m onsite', services)?.problem).toContain('Onsite visit, Onsite emergency');
  expect(readTimeLine('soon', services)?.log).toBeNull();
});

it('writes a work date as that date, wherever the reader is', () => {
  expect(workDateText('2026-03-10', 'en-GB')).toBe('Tue 10 Mar');
  expect(workDateText('2026-01-01', 'en-US')).toBe('Thu, Jan 1');
});
