import { addDays, minorToDecimalString, type LocalDate } from '@kelp/std';
import type { InvoiceLine, InvoiceResult } from './invoice-result';

/** Moves whenever the same input may give another result. */
export const openingEngine = 'opening-1';

/** An unpaid invoice of another system; amounts in minor units, `0 < open <= originalTotal`. */
export interface OpeningInput {
  number: string;
  invoiceDate: LocalDate;
  dueDate: LocalDate;
  currency: string;
  /** What it asked for at first, with its tax. */
  originalTotal: bigint;
  /** What nobody has paid yet. */
  open: bigint;
}

function lineOf({ number, invoiceDate, currency, originalTotal, open }: OpeningInput): InvoiceLine {
  const money = (amount: bigint) => `${minorToDecimalString(amount, currency)} ${currency}`;
  return {
    position: 1,
    kind: 'manual',
    contractLineId: null,
    serviceId: null,
    description: `Open amount of invoice ${number}`,
    quantity: '1',
    unit: 'piece',
    unitPrice: open.toString(),
    priceBase: 1,
    gross: open,
    reductions: [],
    net: open,
    taxable: 0n,
    tax: 0n,
    taxCategory: '',
    taxPlace: '',
    taxRatePpm: 0,
    servicePeriod: { start: invoiceDate, end: addDays(invoiceDate, 1) },
    claims: [],
    explanation: {
      rule: 'opening.balance',
      version: null,
      inputs: { number, invoiceDate },
      steps: [
        `Invoice ${number} was written in another system over ${money(originalTotal)}, its tax included.`,
        `${money(originalTotal - open)} were settled there; ${money(open)} are open.`,
      ],
      evidence: [],
    },
  };
}

/** An opening balance as a document: one line over what is open, and no tax, which the other system has reported. Pure. */
export function calculateOpening(input: OpeningInput, madeBy: string = openingEngine): InvoiceResult {
  const { currency, invoiceDate, dueDate, open } = input;
  return {
    engineVersion: madeBy,
    currency,
    invoiceDate,
    dueDate,
    lines: [lineOf(input)],
    taxes: [],
    net: open,
    tax: 0n,
    total: open,
    discountUses: [],
    isInvoice: true,
    blockers: [],
    warnings: [],
  };
}
