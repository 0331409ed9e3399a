import fc from 'fast-check';
import { addDays } from '@kelp/std';
import { calculateInvoice } from './calculate-invoice';
import { canonicalJson } from './canonical-json';
import { freezeInvoice, replayInvoice } from './freeze-invoice';
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
  version,
} from './invoice-fixtures';
import type { DueContractLine, InvoiceInput, TimeEntryRow } from './invoice-input';
import { invoicePostings, isBalanced, mirrorPostings } from './postings';

/** Half away from zero by comparing twice the remainder: another way than the engine's. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n;
  const size = isNegative ? -numerator : numerator;
  const whole = size / denominator + (2n * (size % denominator) >= denominator ? 1n : 0n);
  return isNegative ? -whole : whole;
}

const feeArb = fc.record({
  price: fc.integer({ min: -500_000, max: 5_000_000 }),
  quantity: fc.integer({ min: 0, max: 60 }),
  from: fc.integer({ min: 0, max: 30 }),
  category: fc.constantFrom('Standard', 'Reduced'),
});
const workArb = fc.record({
  minutes: fc.integer({ min: 1, max: 600 }),
  isApproved: fc.boolean(),
  target: fc.constantFrom('hourly', 'fixed0', 'catalogue'),
});
const scenarioArb = fc.record({
  fees: fc.array(feeArb, { minLength: 1, maxLength: 6 }),
  works: fc.array(workArb, { maxLength: 8 }),
  hourly: fc.integer({ min: 0, max: 40_000 }),
  increment: fc.integer({ min: 1, max: 30 }),
  minimum: fc.integer({ min: 0, max: 60 }),
  ppm: fc.tuple(fc.integer({ min: 0, max: 300_000 }), fc.integer({ min: 0, max: 300_000 })),
  percent: fc.integer({ min: 0, max: 100 }),
});
type Scenario = typeof scenarioArb extends fc.Arbitrary<infer T> ? T : never;

function toInput(scenario: Scenario): InvoiceInput {
  const { fees, works, hourly, increment: incrementMinutes, minimum: minimumMinutes, ppm, percent } = scenario;
  const minutes = { minimumMinutes, incrementMinutes, scope: 'entry' as const };
  const contractLines: DueContractLine[] = fees.map(({ price, quantity, from, category }, n) =>
    fixedLine(
      `fixed${n}`,
      [
        charge({
          price: String(price),
          quantity: String(quantity),
          covered: { start: addDays(october.start, from), end: october.end },
        }),
      ],
      { position: n, taxCategory: category, name: `Fee ${n}` },
    ),
  );
  const attribution = (target: string): TimeEntryRow['attribution'] =>
    target === 'catalogue' ? { kind: 'catalogue', reason: '' } : { kind: 'line', lineId: target, reason: '' };
  return input({
    contractLines: [
      ...contractLines,
      hourlyLine('hourly', { position: 90, terms: [{ valid: always, rate: String(hourly), minutes, version }] }),
    ],
    timeEntries: works.map(({ minutes: worked, isApproved, target }, n) =>
      entry(`e${n}`, worked, { isApproved, attribution: attribution(target) }),
    ),
    taxRates: [rate(ppm[0], { id: 's' }), rate(ppm[1], { id: 'r', category: 'Reduced' })],
    discounts: [
      {
        id: 'd',
        name: 'Loyal',
        level: 'document',
        kind: 'percent',
        percent: String(percent),
        contractLineIds: null,
        valid: always,
        isThirdPartyFunded: false,
      },
    ],
  });
}

const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

/** The net before discounts, counted from the scenario in another way: minutes up to the grid, days by subtraction. */
function expectedGross({ fees, works, hourly, increment, minimum }: Scenario): bigint {
  const fixed = fees.map(({ price, quantity, from }) =>
    rounded(BigInt(price) * BigInt(quantity) * BigInt(31 - from), 31n),
  );
  const up = (worked: number) => {
    let billed = 0;
    while (billed < worked || billed < minimum) billed += increment;
    return billed;
  };
  const minutesOf = (target: string, count: (worked: number) => number) =>
    works.filter((one) => one.isApproved && one.target === target).reduce((all, one) => all + count(one.minutes), 0);
  const contract = rounded(BigInt(hourly) * BigInt(minutesOf('hourly', up)), 60n);
  const catalogue = rounded(13500n * BigInt(minutesOf('catalogue', (worked) => worked)), 60n);
  return sum(fixed) + contract + catalogue;
}

it('adds up: gross as the model counts it, lines = net, groups = tax, shares = their group, net + tax = total', () => {
  fc.assert(
    fc.property(scenarioArb, (scenario) => {
      const result = calculateInvoice(toInput(scenario));
      expect(sum(result.lines.map((line) => line.gross))).toBe(expectedGross(scenario));
      for (const line of result.lines) {
        expect(line.net).toBe(line.gross - sum(line.reductions.map(({ amount }) => amount)));
      }
      expect(sum(result.lines.map((line) => line.net))).toBe(result.net);
      expect(sum(result.taxes.map((group) => group.tax))).toBe(result.tax);
      expect(result.total).toBe(result.net + result.tax);
      for (const group of result.taxes) {
        const own = result.lines.filter(
          (line) => line.taxRatePpm === group.ratePpm && line.taxCategory === group.category,
        );
        expect(sum(own.map((line) => line.tax))).toBe(group.tax);
        expect(group.tax).toBe(rounded(sum(own.map((line) => line.taxable)) * BigInt(group.ratePpm), 1_000_000n));
      }
    }),
    { numRuns: 300 },
  );
});

it('bills or leaves out every billable entry, each exactly once', () => {
  fc.assert(
    fc.property(scenarioArb, (scenario) => {
      const given = toInput(scenario);
      const { lines, warnings } = calculateInvoice(given);
      const billed = lines.flatMap(({ claims }) =>
        claims.filter(({ kind }) => kind === 'time_entry').map(({ id }) => id),
      );
      const leftOut = warnings.flatMap(({ evidence }) => evidence.map(({ id }) => id));
      expect([...billed, ...leftOut].sort()).toEqual(given.timeEntries.map(({ id }) => id).sort());
      const fees = lines.filter(({ kind }) => kind === 'fixed').flatMap(({ claims }) => claims.map(({ id }) => id));
      expect(fees.sort()).toEqual(scenario.fees.map((_, n) => `fixed${n}`).sort());
    }),
  );
});

it('gives the same bytes again: whatever the order of the rows, and after freezing', () => {
  fc.assert(
    fc.property(scenarioArb, (scenario) => {
      const given = toInput(scenario);
      const result = calculateInvoice(given);
      const turned = {
        ...given,
        contractLines: [...given.contractLines].reverse(),
        timeEntries: [...given.timeEntries].reverse(),
        taxRates: [...given.taxRates].reverse(),
      };
      const { warnings: _w, ...again } = calculateInvoice(turned);
      const { warnings: _v, ...first } = result;
      expect(canonicalJson(again)).toBe(canonicalJson(first));
      const replay = replayInvoice(freezeInvoice(given, result));
      expect(replay.isEqual).toBe(true);
      expect(canonicalJson(replay.result)).toBe(canonicalJson(result));
    }),
  );
});

it('mirrors: the bill of negated prices is the negated bill, and the books balance both ways', () => {
  fc.assert(
    fc.property(scenarioArb, (scenario) => {
      const plain = { ...scenario, works: [], percent: 0 };
      const result = calculateInvoice(toInput(plain));
      const negated = calculateInvoice(
        toInput({ ...plain, fees: plain.fees.map((fee) => ({ ...fee, price: -fee.price })) }),
      );
      expect([negated.net, negated.tax]).toEqual([-result.net, -result.tax]);
      const booked = invoicePostings('acme', result);
      expect(isBalanced(booked)).toBe(true);
      expect(sum([...booked, ...mirrorPostings(booked)].map(({ amount }) => amount))).toBe(0n);
    }),
  );
});

it('notices a change in frozen inputs or in the result', () => {
  const given = input({ contractLines: [fixedLine('fixed', [charge()])], profile: profile() });
  const frozen = freezeInvoice(given, calculateInvoice(given));
  expect(replayInvoice({ ...frozen, inputs: frozen.inputs.replace('40000', '40001') }).isEqual).toBe(false);
  expect(replayInvoice({ ...frozen, resultHash: 'x' }).isEqual).toBe(false);
});
