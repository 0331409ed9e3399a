import { addDays, inForce, roundHalfAway, type LocalDate } from '@kelp/std';
import { milestoneAmounts } from '@kelp/std/pricing';
import type { DueContractLine, PaidDeposit, ProjectMilestone, ProjectTerms, TimeEntryRow } from './invoice-input';
import { isOnAccount, type ChargeLine, type DiscountedLine, type Warning } from './invoice-result';
import { amountText, priceText } from './price-text';
import { hourlyLines, includedTimeLines, type RateBook, type TimeCharges } from './time-lines';

type ProjectLine = Extract<DueContractLine, { kind: 'project' }>;

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
const dayOf = (day: LocalDate) => ({ start: day, end: addDays(day, 1) });

/** The terms of a day, or those that were agreed first. */
function termsOn(line: ProjectLine, day: LocalDate): ProjectTerms | undefined {
  const rows = line.terms.map((terms) => ({ terms, validFrom: terms.valid.start, validTo: terms.valid.end }));
  return (inForce(rows, day) ?? rows[0])?.terms;
}

interface Piece {
  kind: ChargeLine['kind'];
  description: string;
  gross: bigint;
  on: LocalDate;
  claims: ChargeLine['claims'];
  explanation: Pick<ChargeLine['explanation'], 'rule' | 'inputs' | 'steps'> & { terms?: ProjectTerms | undefined };
}

/** A line of one piece; what comes off is a quantity of -1, since prices are never negative. */
function pieceLine(
  line: ProjectLine,
  { explanation: { terms, ...explanation }, gross, on, ...piece }: Piece,
): ChargeLine {
  return {
    ...piece,
    contractLineId: line.id,
    serviceId: line.serviceId,
    quantity: gross < 0n ? '-1' : '1',
    unit: 'piece',
    unitPrice: (gross < 0n ? -gross : gross).toString(),
    priceBase: 1,
    gross,
    servicePeriod: dayOf(on),
    taxCategory: line.taxCategory,
    explanation: {
      ...explanation,
      version: terms ? String(terms.version.number) : null,
      evidence: [
        { kind: 'contract_line', id: line.id },
        ...(terms ? [{ kind: 'contract_version' as const, id: terms.version.id }] : []),
      ],
    },
  };
}

/** How a milestone came to its amount. */
function shareStep(
  { kind, percent }: ProjectMilestone,
  gross: bigint,
  price: string,
  others: bigint,
  currency: string,
): string {
  const whole = priceText(price, currency);
  const money = amountText(gross, currency);
  if (kind === 'percent') return `${percent ?? ''} % of ${whole} = ${money}`;
  if (kind === 'rest') return `What the other milestones leave: ${whole} − ${amountText(others, currency)} = ${money}`;
  return `Agreed amount: ${money} of ${whole}`;
}

function milestoneLine(line: ProjectLine, at: number): ChargeLine[] {
  const milestone = line.milestones[at];
  if (!milestone?.isDue || milestone.completedOn === null || milestone.billed !== null) return [];
  const { id, name, completedOn, credited } = milestone;
  const terms = termsOn(line, completedOn);
  const price = terms?.price ?? '0';
  const { amounts, unallocated } = milestoneAmounts(price, line.milestones);
  const gross = amounts[at] ?? 0n;
  const money = (amount: bigint) => amountText(amount, line.currency);
  return [
    pieceLine(line, {
      kind: 'milestone',
      description: `${line.name}: ${name}`,
      gross,
      on: completedOn,
      claims: [{ kind: 'project_milestone', id, slice: credited === 0 ? 'whole' : `again ${credited}` }],
      explanation: {
        rule: `project.milestone_${milestone.kind}`,
        terms,
        inputs: { price: priceText(price, line.currency), completed: completedOn },
        steps: [
          `Completed on ${completedOn}`,
          shareStep(milestone, gross, price, sum(amounts) - gross, line.currency),
          ...(credited > 0 ? ['It was billed before, and that was credited wholly'] : []),
          ...(unallocated > 0n ? [`${money(unallocated)} of the price belong to no milestone yet`] : []),
        ],
      },
    }),
  ];
}

/** What of the work is beyond the most amount: taken off the latest lines first, one line for each that it touches. */
function overCap(line: ProjectLine, work: readonly ChargeLine[], entries: readonly TimeEntryRow[]): ChargeLine[] {
  const last = entries
    .map(({ workDate }) => workDate)
    .sort()
    .at(-1);
  const terms = last === undefined ? undefined : termsOn(line, last);
  if (!terms?.isCapped) return [];
  const cap = roundHalfAway(terms.price);
  const room = cap > line.charged ? cap - line.charged : 0n;
  const worth = sum(work.map(({ gross }) => gross));
  let over = worth - room;
  const money = (amount: bigint) => amountText(amount, line.currency);
  const latest = [...work].sort((a, b) => (a.servicePeriod.end < b.servicePeriod.end ? 1 : -1));
  return latest.flatMap((touched): ChargeLine[] => {
    const taken = over < touched.gross ? over : touched.gross;
    if (taken <= 0n) return [];
    over -= taken;
    const piece = pieceLine(line, {
      kind: 'over_cap',
      description: `${line.name}: beyond the most amount`,
      gross: -taken,
      on: touched.servicePeriod.start,
      claims: [],
      explanation: {
        rule: 'project.not_to_exceed',
        terms,
        inputs: { most: money(cap), charged: money(line.charged), worked: money(worth) },
        steps: [
          `The work of this project costs ${money(cap)} at most; other invoices charge ${money(line.charged)} of it`,
          `Work of ${money(worth)} on this invoice, of which ${money(room)} still fit`,
          `${money(taken)} of ${touched.description} are beyond it and taken off`,
        ],
      },
    });
    const { serviceId, servicePeriod, taxCategory, includesTax } = touched;
    return [{ ...piece, serviceId, servicePeriod, taxCategory, ...(includesTax ? { includesTax } : {}) }];
  });
}

/** Nothing more will be charged for the project: all milestones are reached and have the whole price, or it has ended. */
function isComplete(line: ProjectLine): boolean {
  const { billing, milestones, hasEnded } = line;
  if (billing === 'hourly' || milestones.length === 0 || hasEnded) return hasEnded;
  const last =
    milestones
      .map(({ completedOn }) => completedOn ?? '')
      .sort()
      .at(-1) ?? '';
  const terms = termsOn(line, last);
  const isReached = milestones.every(({ isDue, billed }) => isDue || billed !== null);
  return isReached && milestoneAmounts(terms?.price ?? '0', milestones).unallocated === 0n;
}

function depositLines(line: ProjectLine): ChargeLine[] {
  // What is complete needs no payment ahead any more.
  if (isComplete(line)) return [];
  return line.deposits.map(({ id, amount, dueOn }) => {
    const gross = roundHalfAway(amount);
    return pieceLine(line, {
      kind: 'deposit',
      description: `${line.name}: deposit`,
      gross,
      on: dueOn,
      claims: [{ kind: 'project_deposit', id, slice: 'whole' }],
      explanation: {
        rule: 'project.deposit',
        inputs: { due: dueOn },
        steps: [
          `Paid ahead from ${dueOn}: ${amountText(gross, line.currency)}`,
          'It comes off the invoice that completes the project',
        ],
      },
    });
  });
}

/** Milestones that are reached or work by the hour, up to its most amount; and what is paid ahead. */
export function projectLines(line: ProjectLine, entries: readonly TimeEntryRow[], book: RateBook): TimeCharges {
  if (line.billing === 'milestones') {
    const reached = line.milestones.flatMap((_milestone, at) => milestoneLine(line, at));
    return { lines: [...depositLines(line), ...reached, ...includedTimeLines(line, entries)], blockers: [] };
  }
  const work = hourlyLines({ ...line, kind: 'hourly' }, entries, book);
  return { ...work, lines: [...depositLines(line), ...work.lines, ...overCap(line, work.lines, entries)] };
}

function usedLine(line: ProjectLine, deposit: PaidDeposit, taken: bigint, includesTax: boolean): DiscountedLine {
  const { id, dueOn, invoice, left, uses } = deposit;
  const money = (amount: bigint) => amountText(amount, line.currency);
  const charge = pieceLine(line, {
    kind: 'deposit_used',
    description: `${line.name}: deposit of ${invoice}`,
    gross: -taken,
    // The day of the deposit, so that it comes off at the tax at which it was billed.
    on: dueOn,
    claims: [{ kind: 'project_deposit', id, slice: `off ${uses + 1}` }],
    explanation: {
      rule: 'project.deposit_used',
      inputs: { left: money(left) },
      steps: [
        `${money(left)} paid ahead on ${invoice} are left`,
        taken === left
          ? 'All of it comes off'
          : `${money(taken)} come off, since this invoice charges no more; ${money(left - taken)} stay`,
      ],
    },
  });
  return { ...charge, ...(includesTax ? { includesTax } : {}), reductions: [], net: -taken, taxable: -taken };
}

/** What deposits take off what this invoice charges for a project that it completes, after discounts. */
function usedOf(line: ProjectLine, discounted: readonly DiscountedLine[]): DiscountedLine[] {
  if (line.paid.length === 0 || !isComplete(line)) return [];
  const own = discounted.filter((one) => one.contractLineId === line.id && !isOnAccount(one));
  let charged = sum(own.map(({ net }) => net));
  const includesTax = own.some((one) => one.includesTax === true);
  return line.paid.flatMap((deposit) => {
    const taken = deposit.left < charged ? deposit.left : charged;
    if (taken <= 0n) return [];
    charged -= taken;
    return [usedLine(line, deposit, taken, includesTax)];
  });
}

/** The lines with the deposits that come off, each after the last line of its project. */
export function withDepositsUsed(
  lines: readonly DueContractLine[],
  discounted: readonly DiscountedLine[],
): DiscountedLine[] {
  return lines
    .filter((line) => line.kind === 'project')
    .reduce<DiscountedLine[]>(
      (all, line) => {
        const last = all.findLastIndex(({ contractLineId }) => contractLineId === line.id);
        return last === -1 ? all : all.toSpliced(last + 1, 0, ...usedOf(line, all));
      },
      [...discounted],
    );
}

/** Work that nobody pays for, since it is beyond what was agreed: worth a look before the invoice goes out. */
export function cappedWarnings(lines: readonly DueContractLine[], charges: readonly ChargeLine[]): Warning[] {
  return lines.flatMap((line): Warning[] => {
    const beyond = sum(
      charges
        .filter(({ kind, contractLineId }) => kind === 'over_cap' && contractLineId === line.id)
        .map(({ gross }) => -gross),
    );
    if (beyond === 0n) return [];
    return [
      {
        code: 'project_capped',
        sentence: `${amountText(beyond, line.currency)} of work on ${line.name} are beyond its most amount and taken off. Raise the amount first if they are to be paid.`,
        minutes: 0,
        evidence: [{ kind: 'contract_line', id: line.id }],
      },
    ];
  });
}
