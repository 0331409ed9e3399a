import fc from 'fast-check';
import { calculateInvoice } from './calculate-invoice';
import { workedKey } from './choose-rate';
import { always, entry, hourlyLine, input, remote, version } from './invoice-fixtures';
import type { Overtime, RateRule, TimeEntryRow } from './invoice-input';

const rule = (more: Partial<RateRule>): RateRule => ({
  id: 'rule',
  version: 1,
  position: 1,
  contractId: null,
  contractLineId: null,
  valid: always,
  match: {},
  rate: null,
  ...more,
});
const lineAt = (rate: string | null, increment = 1) =>
  hourlyLine('hourly', {
    terms: [
      { valid: always, rate, minutes: { minimumMinutes: 0, incrementMinutes: increment, scope: 'entry' }, version },
    ],
  });
const bill = (entries: TimeEntryRow[], rateRules: RateRule[], line = lineAt('12000'), more = {}) =>
  calculateInvoice(input({ contractLines: [line], timeEntries: entries, rateRules, ...more }));
const prices = (...args: Parameters<typeof bill>) =>
  bill(...args)
    .lines.map(({ quantity, unitPrice, net, explanation }) => [quantity, unitPrice, net, explanation.rule])
    .sort();

describe('rules of the workspace', () => {
  it('come after those of the contract and before its own rate', () => {
    const general = rule({ id: 'general', rate: '15000' });
    const special = rule({ id: 'special', contractId: 'contract', position: 9, rate: '18000' });
    expect(prices([entry('e', 60)], [general, special])).toEqual([
      ['60', '18000', 18000n, 'time.rate_of_contract_rule'],
    ]);
    expect(prices([entry('e', 60)], [general])).toEqual([['60', '15000', 15000n, 'time.rate_of_workspace_rule']]);
  });

  it('give way to an agreed rate where they say so', () => {
    const general = rule({ rate: '15000', givesWay: true });
    expect(prices([entry('e', 60)], [general])).toEqual([['60', '12000', 12000n, 'time.rate_of_contract']]);
    expect(prices([entry('e', 60)], [general], lineAt(null))).toEqual([
      ['60', '15000', 15000n, 'time.rate_of_workspace_rule'],
    ]);
  });

  it('hold for work that no contract covers', () => {
    const uncovered = entry('e', 60, { attribution: { kind: 'catalogue', reason: '' } });
    expect(prices([uncovered], [rule({ multiplier: '2' })])).toEqual([
      ['60', '27000', 27000n, 'time.rate_of_workspace_rule'],
    ]);
  });

  it('price by the workspace, so tax is in the price where the service says so', () => {
    const catalogue = [{ ...remote(), pricesIncludeTax: true }];
    const [fixed] = bill([entry('e', 60)], [rule({ rate: '11000' })], lineAt('12000'), { catalogue }).lines;
    expect([fixed?.net, fixed?.tax, fixed?.includesTax]).toEqual([10000n, 1000n, true]);
    const [times] = bill([entry('e', 60)], [rule({ multiplier: '1.5' })], lineAt('12000'), { catalogue }).lines;
    expect([times?.net, times?.tax, times?.includesTax]).toEqual([18000n, 1800n, undefined]);
  });
});

describe('the effect', () => {
  it('multiplies the rate that holds without rules, exactly, and says so', () => {
    const [line] = bill([entry('e', 20)], [rule({ multiplier: '1.333333' })], lineAt('10001')).lines;
    // 10001 × 1.333333 = 13334.663333 an hour; a third of it is 4444.887777, rounded once.
    expect([line?.unitPrice, line?.net]).toEqual(['13334.663333', 4445n]);
    expect(line?.explanation.steps[0]).toBe('100.01 USD × 1.333333 = 133.34663333 USD an hour');
    expect(line?.explanation).toMatchObject({
      version: '1',
      evidence: [{ id: 'e' }, { kind: 'rate_rule', id: 'rule' }],
    });
  });

  it('is a blocker where the winning rule has no rate in the currency, and where there is nothing to multiply', () => {
    const none = bill([entry('e', 60)], [rule({ position: 4 }), rule({ id: 'later', position: 5, rate: '9000' })]);
    expect(none.lines).toEqual([]);
    expect(none.blockers).toMatchObject([
      {
        code: 'rate_missing',
        sentence:
          '1:00 h of Remote support have no hourly rate in USD. Special rate 4 of the workspace holds for them: add a rate in USD to it.',
        evidence: [{ id: 'e' }, { kind: 'rate_rule', id: 'rule' }],
      },
    ]);
    const bare = bill([entry('e', 60)], [rule({ multiplier: '2' })], lineAt(null), { catalogue: [remote([])] });
    expect(bare.blockers[0]?.sentence).toContain('Add one to the contract or the service.');
  });

  it('of two versions of a rule stays on two lines, each with its version', () => {
    const until = rule({ rate: '15000', valid: { start: '2026-10-01', end: '2026-10-10' } });
    const from = rule({ version: 2, rate: '15000', valid: { start: '2026-10-10', end: null } });
    const entries = [entry('a', 60, { workDate: '2026-10-09' }), entry('b', 60, { workDate: '2026-10-10' })];
    const { lines } = bill(entries, [until, from]);
    expect(lines.map(({ explanation }) => explanation.version)).toEqual(['1', '2']);
  });
});

describe('business hours', () => {
  const late = rule({ id: 'late', match: { isAfterHours: true }, isByMinute: true, multiplier: '1.5' });
  const crossing = (minutes: number, hourCuts: number[]) => entry('e', minutes, { hourCuts });

  it('split work at their end and begin; the parts name it, say how much they hold, and are claimed once', () => {
    const { lines } = bill([crossing(120, [45])], [late]);
    expect(lines.map(({ quantity, unitPrice, net, claims }) => [quantity, unitPrice, net, claims])).toEqual([
      ['45', '12000', 9000n, [{ kind: 'time_entry', id: 'e', slice: 'whole' }]],
      ['75', '18000', 22_500n, [{ kind: 'time_entry', id: 'e', slice: 'rest' }]],
    ]);
    expect(lines[1]?.explanation.steps).toContain(
      'Of 2:00 h of work across the end or begin of business hours 1:15 h stand here: each minute counts by its own time of day',
    );
    const overNight = bill([crossing(900, [60, 840])], [late]).lines;
    expect(overNight.map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([
      ['120', '12000'],
      ['780', '18000'],
    ]);
  });

  it('do not split for a rule by the begin, beside a price of its own, or where one rule wins on both sides', () => {
    const { isByMinute: _minutes, ...byBegin } = late;
    const whole = (rules: RateRule[], more = {}) =>
      bill([{ ...crossing(120, [45]), ...more }], rules).lines.map(({ quantity, unitPrice, claims }) => [
        ...[quantity, unitPrice, claims.length],
      ]);
    expect(whole([byBegin])).toEqual([['120', '12000', 1]]);
    expect(whole([late], { rateOverride: '9900' })).toEqual([['120', '9900', 1]]);
    expect(whole([rule({ id: 'all', position: 0, rate: '15000' }), late])).toEqual([['120', '15000', 1]]);
  });

  it('bill each minute once, at the rate of its side, whatever the cuts and the rounding', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 599 }), { maxLength: 4 });
    fc.assert(
      fc.property(
        ...([fc.integer({ min: 1, max: 600 }), cuts, fc.boolean(), fc.constantFrom(1, 6, 15), fc.nat(600)] as const),
        (minutes, found, isAfterHours, increment, unbilled) => {
          const hourCuts = found.filter((cut) => cut < minutes).sort((a, b) => a - b);
          const billableMinutes = increment === 1 ? minutes : Math.max(1, minutes - unbilled);
          const one = entry('e', minutes, { hourCuts, isAfterHours, billableMinutes });
          const { lines } = bill([one], [late], lineAt('12000', increment));
          const billed = Math.ceil(billableMinutes / increment) * increment;
          expect(lines.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(billed);
          if (increment > 1) return;
          const sides = Array.from(
            { length: minutes },
            (_, at) => hourCuts.filter((cut) => cut <= at).length % 2 === 1,
          );
          const outside = sides.filter((isOver) => isOver !== isAfterHours).length;
          const at = (price: string) => lines.find(({ unitPrice }) => unitPrice === price)?.quantity ?? '0';
          expect([at('12000'), at('18000')]).toEqual([String(minutes - outside), String(outside)]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('overtime', () => {
  const day: Overtime = { minutes: 480, scope: 'day', zone: 'America/Chicago' };
  const week: Overtime = { minutes: 2400, scope: 'week', zone: 'Europe/Berlin' };
  const after = (minutes: number, over: Overtime = day) => ({ workedBefore: { [workedKey(over)]: minutes } });
  const half = rule({ id: 'half', overtime: day, multiplier: '1.5' });

  it('splits an entry at the threshold; both parts name it and are claimed once', () => {
    const { lines } = bill([entry('e', 120, after(420))], [half]);
    expect(lines.map(({ quantity, unitPrice, net, claims }) => [quantity, unitPrice, net, claims])).toEqual([
      ['60', '12000', 12000n, [{ kind: 'time_entry', id: 'e', slice: 'whole' }]],
      ['60', '18000', 18000n, [{ kind: 'time_entry', id: 'e', slice: 'rest' }]],
    ]);
    expect(lines[1]?.explanation.steps.slice(0, 2)).toEqual([
      "Overtime: the time beyond 8:00 h of one person's day in America/Chicago",
      '120.00 USD × 1.5 = 180.00 USD an hour',
    ]);
    expect(lines.map(({ explanation }) => explanation.inputs['worked'])).toEqual(['1:00', '1:00']);
  });

  it('holds exactly from the threshold on', () => {
    expect(prices([entry('e', 60, after(420))], [half])).toEqual([['60', '12000', 12000n, 'time.rate_of_contract']]);
    expect(prices([entry('e', 60, after(480))], [half])).toEqual([
      ['60', '18000', 18000n, 'time.rate_of_workspace_rule'],
    ]);
  });

  it('counts an entry by itself, a day or a week, each threshold with a rate of its own', () => {
    const rules = [
      rule({ id: 'double', position: 1, overtime: { ...day, minutes: 600 }, multiplier: '2' }),
      rule({ ...half, position: 2 }),
    ];
    const { lines } = bill([entry('e', 720, after(0))], rules);
    expect(lines.map(({ quantity, unitPrice, claims }) => [quantity, unitPrice, claims[0]?.slice]).sort()).toEqual([
      ['120', '18000', 'rest'],
      ['120', '24000', 'rest 2'],
      ['480', '12000', 'whole'],
    ]);
    const ofEntry = rule({ overtime: { minutes: 60, scope: 'entry', zone: 'UTC' }, rate: '20000' });
    expect(prices([entry('e', 90)], [ofEntry]).map(([minutes, price]) => [minutes, price])).toEqual([
      ['30', '20000'],
      ['60', '12000'],
    ]);
    const ofWeek = rule({ overtime: week, rate: '20000' });
    expect(prices([entry('e', 60, after(2400, week))], [ofWeek])[0]?.[1]).toBe('20000');
    expect(prices([entry('e', 60, after(2400, day))], [ofWeek])[0]?.[1]).toBe('12000');
  });

  it('takes rounding up and minutes taken off where the work ended', () => {
    const [usual, over] = bill([entry('e', 65, after(420))], [half], lineAt('12000', 15)).lines;
    // 65 minutes are billed as 75: 60 at the usual rate, 5 and the 10 of rounding beyond.
    expect([usual?.quantity, over?.quantity]).toEqual(['60', '15']);
    const reduced = bill([entry('e', 90, { ...after(420), billableMinutes: 60 })], [half]).lines;
    expect(reduced.map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([['60', '12000']]);
  });

  it('of a rule for other work does not cut', () => {
    const other = rule({ ...half, match: { role: 'Engineer' } });
    expect(prices([entry('e', 120, after(420))], [other])).toEqual([['120', '12000', 24000n, 'time.rate_of_contract']]);
  });
});
