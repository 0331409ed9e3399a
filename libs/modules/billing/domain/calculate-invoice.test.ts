import { calculateInvoice } from './calculate-invoice';
import {
  always,
  charge,
  entry,
  fixedLine,
  hourlyLine,
  input,
  october,
  profile,
  rate,
  remote,
  version,
} from './invoice-fixtures';
import type { MinuteTerms } from '@kelp/time';
import type { InvoiceInput, PeriodCharge, RateRule, TimeEntryRow } from './invoice-input';

const netOf = (more: Partial<InvoiceInput>) => calculateInvoice(input(more)).net;
const feeOf = (more: Partial<PeriodCharge>) => netOf({ contractLines: [fixedLine('fixed', [charge(more)])] });
const exact = { minimumMinutes: 0, incrementMinutes: 1, scope: 'entry' as const };
const hourlyAt = (price: string | null, minutes: MinuteTerms = exact) =>
  hourlyLine('hourly', { terms: [{ valid: always, rate: price, minutes, version }] });
const timeOf = (minutes: number, price: string, terms = exact) =>
  netOf({ contractLines: [hourlyAt(price, terms)], timeEntries: [entry('e1', minutes)] });

it('makes a month of a fixed fee and hourly work: 400.00 + 270.00, tax 67.00, total 737.00', () => {
  const result = calculateInvoice(
    input({
      contractLines: [fixedLine('fixed', [charge()]), hourlyLine('hourly')],
      timeEntries: [entry('e1', 130), entry('e2', 60, { isApproved: false })],
    }),
  );
  expect(result).toMatchObject({ net: 67000n, tax: 6700n, total: 73700n, isInvoice: true, blockers: [] });
  expect(result.lines.map(({ description, quantity, net }) => [description, quantity, net])).toEqual([
    ['Managed server', '1', 40000n],
    ['Remote support', '135', 27000n],
  ]);
  expect(result.lines[1]?.explanation).toMatchObject({
    rule: 'time.rate_of_contract',
    version: '1',
    inputs: { worked: '2:10', billed: '2:15', rate: '120.00 USD' },
    steps: [
      '2:10 h billable, at least 15 min and rounded up to 15 min for each entry = 2:15 h',
      '2:15 h × 120.00 USD an hour = 270.00 USD',
    ],
    evidence: [
      { kind: 'time_entry', id: 'e1' },
      { kind: 'contract_version', id: 'v1' },
    ],
  });
  expect(result.warnings).toMatchObject([{ sentence: '1 unapproved entry (1:00) left out.', minutes: 60 }]);
  expect(result.dueDate).toBe('2026-12-02');
});

describe('fixed fees are the price times covered days of the whole period, rounded once', () => {
  const april = { start: '2026-04-01', end: '2026-05-01' };
  const may = { start: '2026-05-01', end: '2026-06-01' };
  const february = { start: '2026-02-01', end: '2026-03-01' };
  const year = (y: number) => ({ start: `${y}-01-01`, end: `${y + 1}-01-01` });
  it.each<[string, Partial<PeriodCharge>, bigint]>([
    ['847.00 from 13 April', { price: '84700', period: april, covered: { ...april, start: '2026-04-13' } }, 50820n],
    ['the same days of May', { price: '84700', period: may, covered: { ...may, start: '2026-05-14' } }, 49181n],
    [
      'a leap year',
      { price: '730000', cycle: 'annual', period: year(2024), covered: { start: '2024-01-01', end: '2024-03-01' } },
      119672n,
    ],
    [
      'a common year',
      { price: '730000', cycle: 'annual', period: year(2025), covered: { start: '2025-01-01', end: '2025-03-02' } },
      120000n,
    ],
    [
      '12 days of February by months of 30',
      { price: '84700', proration: 'fixed_30', period: february, covered: { ...february, start: '2026-02-17' } },
      33880n,
    ],
    [
      '12 days of February by actual days',
      { price: '84700', period: february, covered: { ...february, start: '2026-02-17' } },
      36300n,
    ],
    [
      '40 seats at 12.55 for 17 of 30 days',
      { price: '1255', quantity: '40', period: april, covered: { ...april, start: '2026-04-14' } },
      28447n,
    ],
    [
      'not prorated',
      { price: '84700', proration: 'none', period: april, covered: { ...april, start: '2026-04-29' } },
      84700n,
    ],
    ['a quantity of 0 stays 0', { quantity: '0' }, 0n],
    ['a quantity of 2.5 stays 2.5', { price: '1000', quantity: '2.5' }, 2500n],
    ['a price below the minor unit', { price: '0.4', quantity: '1001' }, 400n],
    ['half away from zero, down too', { price: '-1237.5' }, -1238n],
  ])('%s', (_name, more, amount) => expect(feeOf(more)).toBe(amount));

  it('holds for currencies of 0 and 3 digits', () => {
    const days = (n: number, of: string) => ({
      start: `2026-${of}-01`,
      end: `2026-${of}-${String(n + 1).padStart(2, '0')}`,
    });
    const inYen = {
      currency: 'JPY',
      contractLines: [
        fixedLine('fixed', [charge({ price: '29800', period: april, covered: days(9, '04') })], { currency: 'JPY' }),
      ],
    };
    const inDinar = [
      fixedLine('fixed', [charge({ price: '45500', period: february, covered: days(9, '02') })], { currency: 'KWD' }),
    ];
    expect(netOf({ profile: profile({ currency: 'JPY' }), contractLines: inYen.contractLines })).toBe(8940n);
    expect(netOf({ profile: profile({ currency: 'KWD' }), contractLines: inDinar })).toBe(14625n);
  });

  it('makes two lines of a price that changes inside the period, each with its version', () => {
    const change = '2026-10-15';
    const charges = [
      charge({ covered: { ...october, end: change } }),
      charge({ covered: { ...october, start: change }, price: '50000', version: { id: 'v2', number: 2 } }),
    ];
    const { lines } = calculateInvoice(input({ contractLines: [fixedLine('fixed', charges)] }));
    expect(lines.map(({ net, explanation }) => [net, explanation.version])).toEqual([
      [18065n, '1'],
      [27419n, '2'],
    ]);
  });
});

describe('time', () => {
  const sixes = { minimumMinutes: 15, incrementMinutes: 6, scope: 'entry' as const };
  it.each<[string, number, typeof sixes, bigint]>([
    ['7 minutes, minimum 15, increment 6: 18 minutes', 7, sixes, 4050n],
    ['22 minutes at increment 6: 24 minutes', 22, { ...sixes, minimumMinutes: 0 }, 5400n],
    ['exact minutes, not hours of two digits', 20, exact, 4500n],
  ])('%s', (_name, minutes, terms, amount) => expect(timeOf(minutes, '13500', terms)).toBe(amount));

  it('bills nothing for nothing, whatever the minimum', () => {
    const none = entry('e1', 30, { billableMinutes: 0 });
    const result = calculateInvoice(input({ contractLines: [hourlyLine('hourly')], timeEntries: [none] }));
    expect(result).toMatchObject({ lines: [], isInvoice: false, warnings: [] });
  });

  it('rounds over the scope: ticket and day, or the whole line', () => {
    const entries = [entry('a', 5, { ticketId: 't' }), entry('b', 5, { ticketId: 't' }), entry('c', 5)];
    const net = (scope: 'entry' | 'ticket_day' | 'line') =>
      netOf({
        contractLines: [hourlyAt('6000', { minimumMinutes: 0, incrementMinutes: 15, scope })],
        timeEntries: entries,
      });
    expect([net('entry'), net('ticket_day'), net('line')]).toEqual([4500n, 3000n, 1500n]);
  });

  it('finds the rate in order: entry, first matching rule of its own contract, contract, catalogue', () => {
    const rule = (more: Partial<RateRule>): RateRule => ({
      id: 'rule',
      version: 3,
      position: 1,
      contractId: 'contract',
      contractLineId: null,
      valid: always,
      match: {},
      rate: '20000',
      ...more,
    });
    const price = (e: Partial<TimeEntryRow>, rateRules: RateRule[], contractRate: string | null = '12000') => {
      const contractLines = [hourlyAt(contractRate)];
      const { lines } = calculateInvoice(input({ contractLines, timeEntries: [entry('e', 60, e)], rateRules }));
      return lines[0] && [lines[0].unitPrice, lines[0].explanation.rule, lines[0].explanation.version];
    };
    expect(price({ rateOverride: '9900' }, [rule({})])).toEqual(['9900', 'time.rate_of_entry', null]);
    // An own price in another currency blocks: no other rate may take its place.
    expect(price({ rateOverride: '9900', rateOverrideCurrency: 'EUR' }, [rule({})])).toBeUndefined();
    expect(price({}, [rule({ position: 2 }), rule({ id: 'first', rate: '17000' })])).toEqual([
      '17000',
      'time.rate_of_contract_rule',
      '3',
    ]);
    expect(price({ role: 'Engineer' }, [rule({ match: { role: 'Director' } })])?.[0]).toBe('12000');
    expect(price({}, [rule({ contractId: 'another contract' })])?.[0]).toBe('12000');
    expect(price({}, [rule({ contractLineId: 'another line' })])?.[0]).toBe('12000');
    expect(price({}, [rule({ valid: { start: '2026-10-15', end: null } })])?.[0]).toBe('12000');
    expect(price({}, [], null)).toEqual(['13500', 'time.rate_of_catalogue', '2000-01-01']);
  });

  it('blocks without a rate, never at 0', () => {
    const result = calculateInvoice(
      input({ contractLines: [hourlyAt(null)], timeEntries: [entry('e', 60)], catalogue: [remote([])] }),
    );
    expect(result.blockers).toMatchObject([
      {
        code: 'rate_missing',
        sentence: '1:00 h of Remote support have no hourly rate in USD. Add one to the contract or the service.',
      },
    ]);
    expect(result.lines).toEqual([]);
  });

  it('takes the catalogue price of the day of work, and a rate that changes makes two lines', () => {
    const rates = [
      { valid: { start: '2026-01-01', end: '2026-10-15' }, rate: '12000' },
      { valid: { start: '2026-10-15', end: null }, rate: '13000' },
    ];
    const attribution = { kind: 'catalogue' as const, reason: 'No contract covers this work.' };
    const timeEntries = ['2026-10-14', '2026-10-15'].map((workDate) => entry(workDate, 60, { attribution, workDate }));
    const { lines } = calculateInvoice(input({ timeEntries, catalogue: [remote(rates)] }));
    expect(lines.map(({ net }) => net)).toEqual([12000n, 13000n]);
  });

  it('splits contract work where the terms change', () => {
    const terms = (start: string, end: string | null, price: string, number: number) => ({
      valid: { start, end },
      rate: price,
      minutes: exact,
      version: { id: `v${number}`, number },
    });
    const line = hourlyLine('hourly', {
      terms: [terms('2026-01-01', '2026-10-15', '12000', 1), terms('2026-10-15', null, '13000', 2)],
    });
    const timeEntries = [entry('a', 60), entry('b', 60, { workDate: '2026-10-20' })];
    const { lines } = calculateInvoice(input({ contractLines: [line], timeEntries }));
    expect(lines.map(({ net, servicePeriod }) => [net, servicePeriod])).toEqual([
      [12000n, { start: '2026-10-01', end: '2026-10-15' }],
      [13000n, { start: '2026-10-15', end: '2026-11-01' }],
    ]);
  });

  it('consumes time that a fixed fee includes at 0, linked, without a tax of its own', () => {
    const attribution = { kind: 'line' as const, lineId: 'fixed', reason: 'Included.' };
    const result = calculateInvoice(
      input({ contractLines: [fixedLine('fixed', [charge()])], timeEntries: [entry('e', 90, { attribution })] }),
    );
    expect(result.lines.map(({ kind, net, claims }) => [kind, net, claims[0]?.id])).toEqual([
      ['fixed', 40000n, 'fixed'],
      ['included_time', 0n, 'e'],
    ]);
    expect(result.taxes).toHaveLength(1);
    const alone = calculateInvoice(
      input({ contractLines: [fixedLine('fixed', [])], timeEntries: [entry('e', 90, { attribution })], taxRates: [] }),
    );
    expect(alone).toMatchObject({ isInvoice: false, blockers: [] });
  });

  it('blocks time that could belong to several lines, and time whose line is not in force', () => {
    const contractLines = [hourlyLine('a', { name: 'Remote' }), hourlyLine('b', { name: 'Onsite' })];
    const timeEntries = [
      entry('e', 75, { attribution: { kind: 'ambiguous', candidateLineIds: ['b', 'a'] } }),
      entry('f', 15, { attribution: { kind: 'line', lineId: 'gone', reason: '' } }),
    ];
    const { blockers } = calculateInvoice(input({ contractLines, timeEntries }));
    expect(blockers.map(({ sentence }) => sentence)).toEqual([
      '1:15 h could belong to Remote or Onsite. Choose the contract line.',
      '0:15 h are attributed to a contract line that is not in force, which does not hold on their dates. Choose another contract line for them.',
    ]);
  });
});

describe('documents', () => {
  it('is blocked without a needed address, in another currency, or below zero', () => {
    const codes = (more: Partial<InvoiceInput>) => calculateInvoice(input(more)).blockers.map(({ code }) => code);
    const client = { id: 'acme', name: 'Acme', billingAddress: ' ' };
    expect(codes({ client, profile: profile({ requiresAddress: true }) })).toEqual(['address_missing']);
    expect(codes({ contractLines: [fixedLine('fixed', [charge()], { currency: 'EUR' })] })).toEqual([
      'currency_mismatch',
    ]);
    expect(codes({ contractLines: [fixedLine('fixed', [charge({ price: '-1' })])] })).toEqual(['negative_total']);
  });

  it('taxes a line with a negative price as a reduction', () => {
    const contractLines = [fixedLine('a', [charge()]), fixedLine('b', [charge({ price: '-10000' })])];
    expect(calculateInvoice(input({ contractLines }))).toMatchObject({ net: 30000n, tax: 3000n, total: 33000n });
  });

  it('takes the rate at the end of the service period, or at the invoice date where that counts', () => {
    const taxRates = [
      rate(100_000, { valid: { start: '2000-01-01', end: '2026-11-01' } }),
      rate(200_000, { valid: { start: '2026-11-01', end: null } }),
    ];
    const contractLines = [fixedLine('fixed', [charge()])];
    expect(calculateInvoice(input({ contractLines, taxRates })).tax).toBe(4000n);
    const byInvoice = profile({ taxPoint: 'invoice_date' });
    expect(calculateInvoice(input({ contractLines, taxRates, profile: byInvoice })).tax).toBe(8000n);
  });
});
