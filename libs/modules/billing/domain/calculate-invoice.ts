import { groupBy } from '@kelp/std';
import { clockText } from '@kelp/time';
import { applyDiscounts } from './apply-discounts';
import { bucketLines } from './bucket-lines';
import { inRuleOrder } from './choose-rate';
import { dueDate } from './due-date';
import { fixedLines } from './fixed-lines';
import type { DueContractLine, InvoiceInput, TimeEntryRow } from './invoice-input';
import {
  isInformation,
  type Blocker,
  type ChargeLine,
  type InvoiceLine,
  type InvoiceResult,
  type Warning,
} from './invoice-result';
import { orderFindings, orderUses, type OrderUse } from './order-uses';
import { prepaidLines } from './prepaid-lines';
import { cappedWarnings, projectLines, withDepositsUsed } from './project-lines';
import { looseUsage } from './loose-usage';
import { minimumLines } from './minimum-lines';
import { seatLines } from './seat-lines';
import type { TaxBasis } from './tax-input';
import { taxLines } from './tax-lines';
import { catalogueLines, hourlyLines, includedTimeLines, outsideTerms, timeEvidence } from './time-lines';
import type { RateBook, TimeCharges } from './time-lines';
import { usageLines } from './usage-lines';

/** Raised whenever the same input may give another result; kept with each invoice beside its frozen inputs. */
export const engineVersion = '5';

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

function clientBlockers({ client, profile, contractLines }: InvoiceInput): Blocker[] {
  const blockers: Blocker[] = [];
  if (profile.requiresAddress && !client.billingAddress?.trim()) {
    blockers.push({
      code: 'address_missing',
      sentence: `${client.name} has no billing address. Enter one on the client's page.`,
      evidence: [{ kind: 'client', id: client.id }],
    });
  }
  const foreign = contractLines.filter((line) => line.currency !== profile.currency);
  if (foreign.length > 0) {
    blockers.push({
      code: 'currency_mismatch',
      sentence: `${foreign.map(({ name }) => name).join(', ')}: the contract is not in ${profile.currency}. Bill it under a profile of its own currency.`,
      evidence: foreign.map(({ id }) => ({ kind: 'contract_line', id })),
    });
  }
  return blockers;
}

function unapprovedWarnings(entries: readonly TimeEntryRow[]): Warning[] {
  if (entries.length === 0) return [];
  const minutes = entries.reduce((total, entry) => total + entry.billableMinutes, 0);
  const subject = entries.length === 1 ? '1 unapproved entry' : `${entries.length} unapproved entries`;
  return [
    {
      code: 'time_unapproved',
      sentence: `${subject} (${clockText(minutes)}) left out.`,
      minutes,
      evidence: timeEvidence(entries),
    },
  ];
}

function ambiguousTime(entries: readonly TimeEntryRow[], lines: readonly DueContractLine[]): Blocker[] {
  const nameOf = (id: string) => lines.find((line) => line.id === id)?.name ?? id;
  const groups = groupBy(entries, ({ attribution }) =>
    attribution.kind === 'ambiguous' ? [...attribution.candidateLineIds].sort().join(' ') : '',
  );
  return [...groups].map(([candidates, group]) => ({
    code: 'contract_line_ambiguous',
    sentence: `${clockText(group.reduce((total, entry) => total + entry.billableMinutes, 0))} h could belong to ${candidates.split(' ').map(nameOf).join(' or ')}. Choose the contract line.`,
    evidence: timeEvidence(group),
  }));
}

function chargesOfLine(line: DueContractLine, entries: readonly TimeEntryRow[], book: RateBook): TimeCharges {
  switch (line.kind) {
    case 'fixed':
      return { lines: [...fixedLines(line, book), ...includedTimeLines(line, entries)], blockers: [] };
    case 'hourly':
      return hourlyLines(line, entries, book);
    case 'bucket':
      return bucketLines(line, entries, book);
    case 'prepaid':
      return prepaidLines(line, entries, book);
    case 'project':
      return projectLines(line, entries, book);
    case 'seats':
      return { lines: seatLines(line), blockers: attributedTo(line, entries) };
    case 'minimum':
      return { lines: [], blockers: attributedTo(line, entries) };
    case 'usage':
      return { lines: usageLines(line), blockers: attributedTo(line, entries) };
  }
}

/** Time cannot be paid by a line that only counts; it got there by a line that changed its kind or by hand. */
const attributedTo = (line: DueContractLine, entries: readonly TimeEntryRow[]): Blocker[] =>
  entries.length > 0 ? [outsideTerms(line.name, entries)] : [];

/** All charges of approved, billable time and of due periods, before discounts and tax. */
function collectCharges(input: InvoiceInput, entries: readonly TimeEntryRow[]): TimeCharges {
  const book: RateBook = {
    currency: input.profile.currency,
    rules: inRuleOrder(input.rateRules),
    services: new Map(input.catalogue.map((service) => [service.id, service])),
  };
  const usable = input.contractLines.filter((line) => line.currency === input.profile.currency);
  const byLine = groupBy(entries, ({ attribution }) => (attribution.kind === 'line' ? attribution.lineId : null));
  const uncovered = entries.filter(({ attribution }) => attribution.kind === 'catalogue');
  const ambiguous = entries.filter(({ attribution }) => attribution.kind === 'ambiguous');
  const known = new Set(input.contractLines.map(({ id }) => id));
  const orphans = entries.filter(({ attribution }) => attribution.kind === 'line' && !known.has(attribution.lineId));
  const all = [
    ...usable.map((line) => chargesOfLine(line, byLine.get(line.id) ?? [], book)),
    catalogueLines(uncovered, book),
    looseUsage(input.looseUsage ?? [], book.services, book.currency),
  ];
  const lines = all.flatMap((charges) => charges.lines);
  return {
    lines: [...lines, ...minimumLines(usable, lines)],
    blockers: [
      ...all.flatMap(({ blockers }) => blockers),
      ...ambiguousTime(ambiguous, input.contractLines),
      ...(orphans.length > 0 ? [outsideTerms('a contract line that is not in force', orphans)] : []),
    ],
  };
}

/** Order on the page: contract position, then period, then kind; work outside contracts comes last. */
function sortLines(lines: ChargeLine[], contractLines: readonly DueContractLine[]): ChargeLine[] {
  const positions = new Map(contractLines.map(({ id, position }) => [id, position]));
  const positionOf = (line: ChargeLine) => positions.get(line.contractLineId ?? '') ?? Infinity;
  const keyOf = (line: ChargeLine) =>
    [line.servicePeriod.start, line.kind, line.description, line.unitPrice, line.claims[0]?.id].join(' ');
  return [...lines].sort((a, b) => {
    const [positionA, positionB] = [positionOf(a), positionOf(b)];
    if (positionA !== positionB) return positionA - positionB;
    return keyOf(a) < keyOf(b) ? -1 : 1;
  });
}

function usesOfDiscounts(lines: readonly InvoiceLine[]): InvoiceResult['discountUses'] {
  const reductions = groupBy(
    lines.flatMap((line) => line.reductions),
    ({ discountId }) => discountId,
  );
  return [...reductions].map(([discountId, group]) => ({ discountId, amount: sum(group.map(({ amount }) => amount)) }));
}

function totalBlockers(total: bigint): Blocker[] {
  if (total >= 0n) return [];
  return [
    {
      code: 'negative_total',
      sentence: 'The total is below zero. Give a credit note instead; an invoice is never negative.',
      evidence: [],
    },
  ];
}

const byDateAndId = (a: TimeEntryRow, b: TimeEntryRow): number => {
  const [one, other] = a.workDate === b.workDate ? [a.id, b.id] : [a.workDate, b.workDate];
  return one < other ? -1 : 1;
};

/** Prices of a contract with tax in them; lines at prices of the catalogue have said so themselves. */
function withIncluded(charges: TimeCharges['lines'], { contractLines }: InvoiceInput): ChargeLine[] {
  const ofContract = new Set(contractLines.filter((line) => line.pricesIncludeTax).map(({ id }) => id));
  return charges.map(({ isCatalogue, ...line }) =>
    !isCatalogue && ofContract.has(line.contractLineId ?? '') ? { ...line, includesTax: true } : line,
  );
}

/** What the lines take from purchase orders, by position. */
export function usesOfOrders(
  { purchaseOrders = [], contractLines }: InvoiceInput,
  lines: readonly InvoiceLine[],
): OrderUse[] {
  const contractOf = new Map(contractLines.map(({ id, contractId }) => [id, contractId]));
  return orderUses(
    purchaseOrders,
    lines.map(({ position, contractLineId, net, servicePeriod }) => ({
      key: String(position),
      contractId: contractOf.get(contractLineId ?? '') ?? null,
      net,
      on: servicePeriod.start,
    })),
  );
}

const ordersOf = (input: InvoiceInput, lines: readonly InvoiceLine[]) =>
  orderFindings(input.purchaseOrders ?? [], usesOfOrders(input, lines), input.profile.currency);

function taxBasis({ profile, invoiceDate, taxRates, exemptions, reverseCharge, externalTax }: InvoiceInput): TaxBasis {
  const { currency, taxPlace, taxPlaces, taxPoint, taxRounding } = profile;
  return {
    ...{ currency, taxPlace, taxPoint, taxRounding, invoiceDate },
    ...(taxPlaces ? { taxPlaces } : {}),
    today: invoiceDate,
    rates: taxRates,
    exemptions: exemptions ?? [],
    reverseCharge: reverseCharge ?? null,
    ...(externalTax === undefined ? {} : { external: externalTax }),
  };
}

/**
 * The one calculation of an invoice; preview, run and replay all use it. Pure: plain rows in, a plain result out, amounts in
 * minor units of the profile's currency, dates local to its zone. Rounds at three places only: line, tax group, shares.
 * Never throws for what a person can put right: that is a blocker with its evidence. `madeBy` is the engine that is replayed.
 */
export function calculateInvoice(input: InvoiceInput, madeBy: string = engineVersion): InvoiceResult {
  const billable = input.timeEntries.filter((entry) => entry.billableMinutes > 0).sort(byDateAndId);
  const charges = collectCharges(
    input,
    billable.filter(({ isApproved }) => isApproved),
  );
  const sorted = sortLines(withIncluded(charges.lines, input), input.contractLines);
  const discounted = withDepositsUsed(input.contractLines, applyDiscounts(sorted, input.discounts));
  const { lines, taxes, blockers, warnings } = taxLines(discounted, taxBasis(input));
  const net = sum(lines.map((line) => line.net));
  const tax = sum(taxes.map((group) => group.tax));
  const ordered = ordersOf(input, lines);
  return {
    engineVersion: madeBy,
    currency: input.profile.currency,
    invoiceDate: input.invoiceDate,
    dueDate: dueDate(input.invoiceDate, input.profile.terms),
    lines,
    taxes,
    net,
    tax,
    total: net + tax,
    discountUses: usesOfDiscounts(lines),
    isInvoice: lines.some((line) => !isInformation(line)),
    blockers: [
      ...clientBlockers(input),
      ...charges.blockers,
      ...blockers,
      ...totalBlockers(net + tax),
      ...ordered.blockers,
    ],
    ...(input.externalTax === null ? { isTaxPending: true } : {}),
    warnings: [
      ...unapprovedWarnings(billable.filter(({ isApproved }) => !isApproved)),
      ...warnings,
      ...cappedWarnings(input.contractLines, lines),
      ...ordered.warnings,
    ],
  };
}
