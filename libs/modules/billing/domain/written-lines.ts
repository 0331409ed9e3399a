import type { LocalDate, Period } from '@kelp/std';
import { dueDate } from './due-date';
import type { BillingProfile, DecimalText, PaymentTerms, TaxRate } from './invoice-input';
import {
  isInformation,
  type DiscountedLine,
  type Explanation,
  type InvoiceLine,
  type InvoiceResult,
  type Reduction,
} from './invoice-result';
import { lineAmount } from './line-amount';
import { amountText, priceText } from './price-text';
import type { ExternalTax, ReverseCharge, TaxBasis, TaxExemption } from './tax-input';
import { taxLines } from './tax-lines';

/** Raised whenever the same written lines may give another result; kept with each document beside its frozen inputs. */
export const writtenEngine = 'written-2';

/** A line that a person wrote or changed, or that a run made and nobody touched. */
export interface WrittenLine {
  /** Its place in the document; it stays while others come and go. */
  position: number;
  kind: InvoiceLine['kind'];
  contractLineId: string | null;
  serviceId: string | null;
  description: string;
  quantity: DecimalText;
  unit: 'piece' | 'minute';
  unitPrice: DecimalText;
  priceBase: number;
  /** Minor units that are taken as they are (a prorated fee, a credit); null: quantity x unit price. */
  gross: bigint | null;
  reductions: Reduction[];
  servicePeriod: Period;
  taxCategory: string;
  /** Price and amount have the tax in them. */
  includesTax?: boolean;
  /** Kept for a line that was calculated before; null for one written by hand. */
  explanation: Explanation | null;
  /** Who wrote or last changed it. */
  by: string;
}

/** Everything a document of written lines is calculated from. */
export interface WrittenInput {
  invoiceDate: LocalDate;
  currency: string;
  terms: PaymentTerms;
  profile: Pick<BillingProfile, 'taxPlace' | 'taxPlaces' | 'taxPoint' | 'taxRounding'>;
  lines: WrittenLine[];
  taxRates: TaxRate[];
  exemptions?: TaxExemption[];
  reverseCharge?: ReverseCharge;
  /** A correction is taxed by the date of the invoice that it corrects. */
  taxDate?: LocalDate;
  /** Present where somebody else counts the tax; null until they have answered. */
  externalTax?: ExternalTax | null;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

const largestAmount = BigInt(Number.MAX_SAFE_INTEGER);

/** Whether an amount can be stored and shown without loss: up to 2^53 - 1 minor units. */
export const isUsableAmount = (amount: bigint): boolean => amount <= largestAmount && amount >= -largestAmount;

/** Reductions as they were, but never more than the line: a person may have lowered its price below them. */
function cappedReductions(reductions: readonly Reduction[], gross: bigint): Reduction[] {
  let left = gross > 0n ? gross : 0n;
  return reductions.flatMap((reduction) => {
    const amount = reduction.amount < left ? reduction.amount : left;
    left -= amount;
    return amount > 0n ? [{ ...reduction, amount }] : [];
  });
}

function explain(line: WrittenLine, gross: bigint, currency: string): Explanation {
  const price = priceText(line.unitPrice, currency);
  const per = line.priceBase === 1 ? '' : ` / ${line.priceBase}`;
  const before = line.explanation;
  return {
    rule: before ? 'written.changed' : 'written.line',
    version: null,
    inputs: { ...(before ? { ruleBefore: before.rule } : {}), price, quantity: line.quantity, writtenBy: line.by },
    steps: [`${line.quantity} × ${price}${per} = ${amountText(gross, currency)}`],
    evidence: before?.evidence ?? [],
  };
}

/** What tax falls on before it is told from the price: the amount less what the seller lets off. Minor units. */
export function pricedAmount(
  line: Pick<WrittenLine, 'gross' | 'quantity' | 'unitPrice' | 'priceBase' | 'reductions'>,
): bigint {
  const gross = line.gross ?? lineAmount(line.quantity, line.unitPrice, line.priceBase);
  const own = cappedReductions(line.reductions, gross).filter(({ isThirdPartyFunded }) => !isThirdPartyFunded);
  return gross - sum(own.map(({ amount }) => amount));
}

function toLine(line: WrittenLine, currency: string): DiscountedLine {
  const gross = line.gross ?? lineAmount(line.quantity, line.unitPrice, line.priceBase);
  const reductions = cappedReductions(line.reductions, gross);
  const net = gross - sum(reductions.map(({ amount }) => amount));
  const paidByOthers = sum(
    reductions.filter(({ isThirdPartyFunded }) => isThirdPartyFunded).map(({ amount }) => amount),
  );
  const { kind, contractLineId, serviceId, description, quantity, unit, unitPrice, priceBase } = line;
  return {
    kind,
    contractLineId,
    serviceId,
    description,
    quantity,
    unit,
    unitPrice,
    priceBase,
    gross,
    servicePeriod: line.servicePeriod,
    taxCategory: line.taxCategory,
    ...(line.includesTax ? { includesTax: true } : {}),
    claims: [],
    explanation: line.gross !== null && line.explanation ? line.explanation : explain(line, gross, currency),
    reductions,
    net,
    taxable: net + paidByOthers,
  };
}

function taxBasis(input: WrittenInput): TaxBasis {
  const { currency, invoiceDate, profile, taxRates, exemptions, reverseCharge, externalTax } = input;
  return {
    ...profile,
    currency,
    invoiceDate: input.taxDate ?? invoiceDate,
    today: invoiceDate,
    rates: taxRates,
    exemptions: exemptions ?? [],
    reverseCharge: reverseCharge ?? null,
    ...(externalTax === undefined ? {} : { external: externalTax }),
  };
}

/**
 * A document from lines that people wrote: amounts by the same rounding, tax and shares by the same functions as those of a run.
 * Pure; the same input gives the same bytes. What is wrong comes back as blockers.
 */
export function calculateWritten(input: WrittenInput, madeBy: string = writtenEngine): InvoiceResult {
  const { currency, invoiceDate } = input;
  const written = [...input.lines].sort((a, b) => a.position - b.position);
  const positions = written.map(({ position }) => position);
  const { lines, taxes, blockers, warnings } = taxLines(
    written.map((line) => toLine(line, currency)),
    taxBasis(input),
    positions,
  );
  const net = sum(lines.map((line) => line.net));
  const tax = sum(taxes.map((group) => group.tax));
  return {
    engineVersion: madeBy,
    currency,
    invoiceDate,
    dueDate: dueDate(invoiceDate, input.terms),
    lines,
    taxes,
    net,
    tax,
    total: net + tax,
    discountUses: [],
    isInvoice: lines.some((line) => !isInformation(line)),
    ...(input.externalTax === null ? { isTaxPending: true } : {}),
    blockers,
    warnings,
  };
}
