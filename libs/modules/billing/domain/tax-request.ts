import { roundQuotient } from '@kelp/std';
import { isInformation, type InvoiceLine } from './invoice-result';
import type { LineTax } from './tax-input';

/** A line as it is asked about: amounts as text of minor units. */
export interface RequestLine {
  position: number;
  description: string;
  taxCategory: string;
  /** Without tax, unless `includesTax`. */
  amount: string;
  includesTax: boolean;
  serviceFrom: string;
  /** The day after the last day of service. */
  serviceTo: string;
}

/** All that is told to whoever counts the tax; frozen when it is asked. */
export interface StoredRequest {
  currency: string;
  invoiceDate: string;
  clientId: string;
  /** The client's place by the workspace's own places; `*` where none fits. */
  place: string;
  lines: RequestLine[];
}

type AnsweredTax = Omit<LineTax, 'category' | 'base' | 'tax'> & { base: string; tax: string };

export interface AnsweredLine {
  position: number;
  taxes: AnsweredTax[];
}

export interface StoredAnswer {
  lines: AnsweredLine[];
}

/** What of a stored document is asked about. */
interface Asked {
  currency: string;
  invoiceDate: string;
  clientId: string;
}

type AskedLine = Pick<InvoiceLine, 'kind' | 'position' | 'description' | 'taxCategory' | 'taxPlace' | 'taxable'> & {
  includesTax: boolean;
  serviceFrom: string;
  serviceTo: string;
};

/** What to ask about a document that waits for its tax; lines of information are not asked about. */
export const requestOf = ({ currency, invoiceDate, clientId }: Asked, lines: readonly AskedLine[]): StoredRequest => ({
  ...{ currency, invoiceDate, clientId },
  place: lines[0]?.taxPlace ?? '*',
  lines: lines
    .filter((line) => !isInformation(line))
    .map(({ position, description, taxCategory, taxable, includesTax, serviceFrom, serviceTo }) => ({
      ...{ position, description, taxCategory, includesTax, serviceFrom, serviceTo },
      amount: taxable.toString(),
    })),
});

const amountPattern = /^-?\d{1,15}$/;

/** Why an answer does not fit its request, as a sentence, or null. */
export function answerProblem(request: StoredRequest, { lines }: StoredAnswer): string | null {
  const asked = new Set(request.lines.map(({ position }) => position));
  const answered = lines.map(({ position }) => position);
  if (new Set(answered).size !== answered.length) return 'Answer each line once.';
  const unknown = answered.find((position) => !asked.has(position));
  if (unknown !== undefined) return `Line ${unknown} was not asked about. Answer the lines of the request.`;
  const missing = [...asked].find((position) => !answered.includes(position));
  if (missing !== undefined) return `Line ${missing} has no answer. Where nothing is charged, say so with a tax of 0.`;
  for (const { position, taxes } of lines) {
    if (taxes.length === 0) return `Line ${position} has no tax. Where nothing is charged, say so with a tax of 0.`;
    if (taxes.some(({ base, tax }) => !amountPattern.test(base) || !amountPattern.test(tax))) {
      return `Line ${position}: give amounts in whole minor units, such as 825 for 8.25.`;
    }
    if (taxes.some(({ ratePpm, tax, reason }) => ratePpm === 0 && tax === '0' && !reason)) {
      return `Line ${position}: say why nothing is charged; the invoice prints it.`;
    }
  }
  return null;
}

/** The answer of the practice service: 10 % on everything, half away from zero on every line. For trying out; no law is like this. */
export function practiceAnswer(request: StoredRequest): StoredAnswer {
  const ratePpm = 100_000;
  const lines = request.lines.map(({ position, amount, includesTax }) => {
    const whole = BigInt(amount);
    const tax = roundQuotient(whole * BigInt(ratePpm), includesTax ? 1_100_000n : 1_000_000n);
    const base = includesTax ? whole - tax : whole;
    const what = { place: request.place, component: '', name: 'Practice tax', ratePpm, code: 'S' as const };
    const why = { reason: null, reasonCode: '', evidence: '' };
    return { position, taxes: [{ ...what, ...why, base: base.toString(), tax: tax.toString() }] };
  });
  return { lines };
}
