import { parseQuickLog } from './parse-quick-log';

const services = [
  { id: 'remote', name: 'Remote support' },
  { id: 'onsite', name: 'Onsite visit' },
  { id: 'server', name: 'Server care' },
  { id: 'server-x', name: 'Server care extended' },
  { id: 'project', name: 'Project work' },
];
const parse = (line: string) => parseQuickLog(line, services);

describe('parseQuickLog', () => {
  it('reads "30m onsite"', () => {
    expect(parse('30m onsite')).toEqual({ minutes: 30, serviceId: 'onsite', note: '', day: null, isBillable: null });
  });

  it.each([
    ['45m', 45],
    ['45 min', 45],
    ['90 minutes', 90],
    ['90', 90],
    ['1h', 60],
    ['2 hours', 120],
    ['1h30', 90],
    ['1h 30m', 90],
    ['1.5h', 90],
    ['1,25h', 75],
    ['1:07', 67],
    ['24h', 1440],
  ])('reads %p as %i minutes', (line, minutes) => {
    expect(parse(line)).toMatchObject({ minutes, serviceId: null });
    expect(parse(`${line} remote`)).toMatchObject({ minutes, serviceId: 'remote' });
  });

  it('keeps the rest as the note', () => {
    expect(parse('1h remote supp: fixed the  scanner')).toMatchObject({
      minutes: 60,
      serviceId: 'remote',
      note: 'fixed the scanner',
    });
    expect(parse('20m - called Amy back')).toMatchObject({ minutes: 20, serviceId: null, note: 'called Amy back' });
  });

  it.each([
    ['1h15 remote yesterday', { minutes: 75, serviceId: 'remote', day: { kind: 'days_ago', days: 1 }, note: '' }],
    [
      '30m yesterday onsite swapped the disk',
      { serviceId: 'onsite', day: { kind: 'days_ago', days: 1 }, note: 'swapped the disk' },
    ],
    ['30m onsite on Monday, replaced the toner', { day: { kind: 'weekday', weekday: 0 }, note: 'replaced the toner' }],
    ['45m remote replaced toner, not billable', { isBillable: false, note: 'replaced toner', day: null }],
    [
      '45m non-billable remote 2026-03-09',
      { isBillable: false, serviceId: 'remote', day: { kind: 'date', date: '2026-03-09' } },
    ],
    ['45m billable', { isBillable: true, note: '' }],
    ['45m today not billable', { isBillable: false, day: { kind: 'days_ago', days: 0 } }],
    ['45m told Amy about yesterday in full', { day: null, note: 'told Amy about yesterday in full' }],
    ['45m 2026-02-30 was no day', { day: null, note: '2026-02-30 was no day' }],
    ['45m remote constructor', { isBillable: null, note: 'constructor' }],
  ])('reads day and billing in %p', (line, expected) => {
    expect(parse(line)).toMatchObject(expected);
  });

  it('does not take a short first word of a note for a service', () => {
    expect(parse('15m on the phone')).toMatchObject({ minutes: 15, serviceId: null, note: 'on the phone' });
  });

  it('prefers the exact name, and asks when several fit', () => {
    expect(parse('15m server care extended').serviceId).toBe('server-x');
    expect(parse('15m server care').serviceId).toBe('server');
    expect(() => parse('15m server')).toThrow('"server" could be Server care, Server care extended.');
  });

  it.each(['', 'onsite 30m', '0m', '25h', '1441', '30minutesonsite', '-5m'])('refuses %p', (line) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ id: 'invalid' }));
  });
});
