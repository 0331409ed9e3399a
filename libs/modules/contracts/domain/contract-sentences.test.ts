import {
  contractSentence,
  lineSentence,
  type ContractFacts,
  type LineFacts,
  type TermsFacts,
} from './contract-sentences';

const contract: ContractFacts = {
  currency: 'USD',
  startsOn: '2026-01-01',
  endsOn: null,
  cycle: 'monthly',
  anchor: { kind: 'day', date: '2026-01-01' },
  leadDays: 0,
};
const terms = (more: Partial<TermsFacts>): TermsFacts => ({
  validFrom: '2026-01-01',
  validTo: null,
  price: null,
  quantity: null,
  hourlyRate: null,
  minimumMinutes: null,
  incrementMinutes: null,
  roundingScope: null,
  ...more,
});
const server: LineFacts = {
  kind: 'fixed',
  name: 'Managed server',
  timing: 'arrears',
  proration: 'actual',
  startsOn: '2026-01-01',
  endsOn: null,
  terms: [terms({ price: '40000', quantity: '1' })],
  coveredNames: [],
};
const remote: LineFacts = {
  ...server,
  kind: 'hourly',
  name: 'Remote support',
  terms: [terms({ hourlyRate: '12000', minimumMinutes: 15, incrementMinutes: 15, roundingScope: 'entry' })],
};
const say = (line: LineFacts, more: Partial<ContractFacts> = {}) =>
  lineSentence(line, { ...contract, ...more }, '2026-02-01', 'en-US');

it('says a fixed fee', () => {
  expect(say(server)).toBe('Managed server: 400.00 USD per month, billed in arrears on the 1st for the month before.');
});

it('says a quantity, an advance with its lead, and other cycles', () => {
  const seats = {
    ...server,
    name: 'Seats',
    timing: 'advance' as const,
    terms: [terms({ price: '1255', quantity: '40' })],
  };
  expect(say(seats)).toBe('Seats: 40 × 12.55 USD per month, billed in advance on the 1st for the month that begins.');
  expect(say(seats, { leadDays: 10, cycle: 'quarterly' })).toBe(
    'Seats: 40 × 12.55 USD per quarter, billed in advance 10 days before the quarter begins on the 1st.',
  );
  expect(say(server, { cycle: 'two_weekly', anchor: { kind: 'reference', date: '2026-01-05' } })).toBe(
    'Managed server: 400.00 USD per two weeks, billed in arrears on a Monday for the two weeks before.',
  );
});

it('says an hourly rate with its minutes, and where the rate comes from', () => {
  expect(say(remote)).toBe(
    'Remote support: 120.00 USD an hour, at least 15 minutes and rounded up to 15 minutes for each entry, billed in arrears on the 1st for the month before.',
  );
  const plain = { ...remote, terms: [terms({ minimumMinutes: 0, incrementMinutes: 1, roundingScope: 'entry' })] };
  expect(say(plain)).toBe(
    'Remote support: at the price of the service, to the minute, billed in arrears on the 1st for the month before.',
  );
});

it('says changes to come, and only the terms in force before them', () => {
  const [first] = remote.terms;
  if (!first) throw new Error('The line has terms.');
  const changed = {
    ...remote,
    terms: [
      { ...first, validTo: '2026-03-15' },
      { ...first, validFrom: '2026-03-15', hourlyRate: '13000' },
    ],
  };
  expect(say(changed)).toContain(
    'From Mar 15, 2026: 130.00 USD an hour, at least 15 minutes and rounded up to 15 minutes for each entry.',
  );
  expect(lineSentence(changed, contract, '2026-03-15', 'en-US')).not.toContain('120.00');
});

it('says included time, proration by the whole and by 30 days, and the dates of a line of its own', () => {
  expect(say({ ...server, coveredNames: ['Remote support', 'Onsite visit'] })).toContain(
    'Includes time on Remote support, Onsite visit.',
  );
  expect(say({ ...server, proration: 'none' })).toContain('Parts of a period cost the whole price.');
  expect(say({ ...server, proration: 'fixed_30' })).toContain('months of 30 days');
  expect(say({ ...server, startsOn: '2026-01-13', endsOn: '2026-07-01' })).toMatch(
    /^Managed server from Jan 13, 2026 until Jun 30, 2026: /,
  );
});

it('says how long the contract runs; the last day is a day of service', () => {
  expect(contractSentence({ ...contract, endsOn: '2027-01-01' }, 'en-US')).toBe(
    'In service from Jan 1, 2026 until Dec 31, 2026. Billed every month; a month begins on the 1st.',
  );
  expect(contractSentence({ ...contract, anchor: { kind: 'day', date: '2026-01-31' } }, 'en-US')).toBe(
    'In service from Jan 1, 2026 until further notice. Billed every month; a month begins on the 31st (in shorter months on their last day).',
  );
  const quarterly = {
    ...contract,
    cycle: 'quarterly' as const,
    anchor: { kind: 'last_day' as const, date: '2026-01-10' },
  };
  expect(contractSentence(quarterly, 'en-US')).toContain(
    'a quarter begins on the last day of the month, counted from Jan 31, 2026.',
  );
  expect(contractSentence({ ...contract, endsOn: '2026-01-01' }, 'en-US')).toContain('Never in service');
});

it('says how seats are counted, how many there are and how many there will be', () => {
  const line = {
    kind: 'seats' as const,
    name: 'Workstation',
    timing: 'advance' as const,
    proration: 'actual' as const,
    startsOn: '2026-10-01',
    endsOn: null,
    coveredNames: [],
    countMethod: 'daily' as const,
    quantities: [
      { from: '2026-10-01', quantity: '40' },
      { from: '2026-11-12', quantity: '43' },
    ],
    terms: [
      {
        validFrom: '2026-10-01',
        validTo: null,
        price: '1890',
        quantity: null,
        hourlyRate: null,
        minimumMinutes: null,
        incrementMinutes: null,
        roundingScope: null,
      },
    ],
  };
  const contract = {
    currency: 'USD',
    startsOn: '2026-10-01',
    endsOn: null,
    cycle: 'monthly' as const,
    anchor: { kind: 'day' as const, date: '2026-10-01' },
    leadDays: 0,
  };
  expect(lineSentence(line, contract, '2026-10-20', 'en-US')).toBe(
    'Workstation: 18.90 USD each per month, billed in advance on the 1st for the month that begins. ' +
      'The count of the first day is paid ahead; seats added or removed later are settled by the day on the next invoice. ' +
      '40 since Oct 1, 2026, 43 from Nov 12, 2026.',
  );
});
