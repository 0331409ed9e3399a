import { invalid, roundQuotient, toDecimal, type LocalDate, type Period } from '@kelp/std';
import type { DecimalText } from './invoice-input';
import type { InvoiceLine, InvoiceResult, TaxDetails, TaxGroup } from './invoice-result';
import { amountText } from './price-text';
import type { LineTax } from './tax-input';
import { taxGroups } from './tax-lines';

/** Raised whenever the same request may give another credit note. */
export const creditEngine = 'credit-2';

/** A line of the invoice with what earlier credit notes have left of it; amounts signed as on the invoice. */
export interface CreditableLine {
  position: number;
  kind: InvoiceLine['kind'];
  contractLineId: string | null;
  serviceId: string | null;
  description: string;
  quantity: DecimalText;
  unit: 'piece' | 'minute';
  unitPrice: DecimalText;
  priceBase: number;
  net: bigint;
  taxable: bigint;
  tax: bigint;
  left: { net: bigint; taxable: bigint; tax: bigint };
  taxCategory: string;
  taxPlace: string;
  taxRatePpm: number;
  taxReason: string | null;
  /** Price and amount have the tax in them. */
  includesTax?: boolean;
  /** The taxes of the line as billed; absent for documents before engine 5. */
  taxDetails?: TaxDetails;
  /** What earlier credit notes have left of each of those taxes, in their order. */
  taxesLeft?: { base: bigint; tax: bigint }[];
  servicePeriod: Period;
}

/** What to take back of a line: a quantity, a net amount (minor units, without sign), or all that is left. */
export type CreditRequest = { position: number } & (
  { kind: 'rest' } | { kind: 'quantity'; quantity: DecimalText } | { kind: 'amount'; amount: bigint }
);

export interface CreditInput {
  currency: string;
  /** Date of the credit note. */
  date: LocalDate;
  /** Number of the invoice, such as INV-0001. */
  invoice: string;
  reason: string;
  lines: CreditableLine[];
  requests: CreditRequest[];
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

/** Net that the request takes back, signed as on the invoice. */
function wantedNet(line: CreditableLine, request: CreditRequest): bigint {
  if (request.kind === 'rest') return line.left.net;
  if (request.kind === 'amount') return line.net < 0n ? -request.amount : request.amount;
  return roundQuotient(toDecimal(line.net).times(toDecimal(request.quantity)), toDecimal(line.quantity));
}

interface Part {
  net: bigint;
  taxable: bigint;
  tax: bigint;
  taxes: LineTax[];
}

/** The part of a line with its share of the tax; whoever takes the last of the net takes the last of the tax too (product rule). */
function partOf(line: CreditableLine, request: CreditRequest, currency: string): Part {
  const net = wantedNet(line, request);
  const label = `“${line.description}”`;
  if (net === 0n || net < 0n !== line.net < 0n) {
    throw invalid(`Credit more than zero of ${label}, or leave it out.`);
  }
  if (size(net) > size(line.left.net)) {
    throw invalid(
      line.left.net === 0n
        ? `${label} has been credited in full already.`
        : `At most ${amountText(size(line.left.net), currency)} is left of ${label}. Credit that or less.`,
    );
  }
  const isRest = net === line.left.net;
  const share = (whole: bigint, left: bigint) => {
    const part = roundQuotient(whole * net, line.net);
    return isRest || size(part) > size(left) ? left : part;
  };
  const taxes = (line.taxDetails?.taxes ?? []).map((one, at) => {
    const left = line.taxesLeft?.[at] ?? one;
    return { ...one, base: share(one.base, left.base), tax: share(one.tax, left.tax) };
  });
  // Every tax is taken back on its own, so that what is left of each adds up.
  const tax = taxes.length > 0 ? sum(taxes.map((one) => one.tax)) : share(line.tax, line.left.tax);
  return { net, taxable: share(line.taxable, line.left.taxable), tax, taxes };
}

/** The taxes that are taken back, as they were billed: by the rates and the day of the invoice. */
function detailsOf({ taxDetails }: CreditableLine, taxes: readonly LineTax[], input: CreditInput): TaxDetails | null {
  if (!taxDetails) return null;
  const steps = taxes.map(
    ({ name, tax }) => `${name} as billed on ${input.invoice}: ${amountText(-tax, input.currency)}`,
  );
  const back = taxes.map((one) => ({ ...one, base: -one.base, tax: -one.tax }));
  return { date: taxDetails.date, point: taxDetails.point, taxes: back, steps };
}

function stepOf(line: CreditableLine, request: CreditRequest, net: bigint, currency: string): string {
  const money = (amount: bigint) => amountText(amount, currency);
  if (request.kind === 'quantity') {
    return `${money(line.net)} × ${request.quantity} / ${line.quantity} = ${money(net)}`;
  }
  return net === line.net ? `The whole line: ${money(net)}` : `${money(net)} of ${money(line.net)}`;
}

function creditLine(input: CreditInput, request: CreditRequest, position: number): InvoiceLine {
  const line = input.lines.find((one) => one.position === request.position);
  if (!line) throw invalid(`There is no line ${request.position} on ${input.invoice}.`);
  const { net, taxable, tax, taxes } = partOf(line, request, input.currency);
  const taxDetails = detailsOf(line, taxes, input);
  const byQuantity = request.kind === 'quantity' || net === line.net;
  const quantity = request.kind === 'quantity' ? request.quantity : line.quantity;
  return {
    position,
    kind: line.kind,
    contractLineId: line.contractLineId,
    serviceId: line.serviceId,
    description: line.description,
    quantity: byQuantity ? toDecimal(quantity).neg().toFixed() : '-1',
    unit: byQuantity ? line.unit : 'piece',
    unitPrice: byQuantity ? line.unitPrice : (line.includesTax ? net + tax : net).toString(),
    priceBase: byQuantity ? line.priceBase : 1,
    gross: line.includesTax ? -net - tax : -net,
    reductions: [],
    net: -net,
    taxable: -taxable,
    tax: -tax,
    taxCategory: line.taxCategory,
    taxPlace: line.taxPlace,
    taxRatePpm: line.taxRatePpm,
    ...(line.includesTax ? { includesTax: true } : {}),
    ...(taxDetails ? { taxDetails } : {}),
    servicePeriod: line.servicePeriod,
    claims: [],
    explanation: {
      rule: 'credit.line',
      version: null,
      inputs: { invoice: input.invoice, line: String(line.position), reason: input.reason },
      steps: [stepOf(line, request, net, input.currency)],
      evidence: [],
    },
  };
}

/** The taxes of lines from before engine 5, of which only category, place and rate are known. */
function plainTaxes(lines: readonly InvoiceLine[], source: readonly CreditableLine[]): TaxGroup[] {
  const groups = new Map<string, TaxGroup>();
  for (const { taxCategory: category, taxPlace: place, taxRatePpm: ratePpm, taxable, tax } of lines) {
    const key = `${category} ${place} ${ratePpm}`;
    const reason = source.find((one) => one.taxCategory === category && one.taxRatePpm === ratePpm)?.taxReason ?? null;
    const known = groups.get(key) ?? { category, place, ratePpm, reason, base: 0n, tax: 0n };
    groups.set(key, { ...known, base: known.base + taxable, tax: known.tax + tax });
  }
  return [...groups.values()];
}

const taxesOf = (lines: readonly InvoiceLine[], source: readonly CreditableLine[]): TaxGroup[] => [
  ...plainTaxes(
    lines.filter(({ taxDetails }) => !taxDetails),
    source,
  ),
  ...taxGroups(
    lines.flatMap(({ taxDetails }) => taxDetails?.taxes ?? []),
    () => true,
  ),
];

/**
 * A credit note that takes back parts of an invoice's lines at the price and tax at which they were billed; all amounts negative of the
 * invoice's. Never more than is left of a line, and the notes of a line add up to it with its tax. Pure. Throws `invalid` with a sentence.
 */
export function calculateCredit(input: CreditInput, madeBy: string = creditEngine): InvoiceResult {
  if (input.requests.length === 0) throw invalid('Choose at least one line to credit.');
  if (new Set(input.requests.map(({ position }) => position)).size !== input.requests.length) {
    throw invalid('Name each line once.');
  }
  const lines = input.requests.map((request, index) => creditLine(input, request, index + 1));
  const taxes = taxesOf(lines, input.lines);
  const net = sum(lines.map((line) => line.net));
  const tax = sum(taxes.map((group) => group.tax));
  if (net + tax > 0n) throw invalid('These lines together are a charge, not a credit. Write an invoice for them.');
  return {
    engineVersion: madeBy,
    currency: input.currency,
    invoiceDate: input.date,
    dueDate: input.date,
    lines,
    taxes,
    net,
    tax,
    total: net + tax,
    discountUses: [],
    isInvoice: false,
    blockers: [],
    warnings: [],
  };
}
