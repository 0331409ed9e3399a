import { billingProfiles, paymentTermsOf } from '@kelp/contracts';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { freezeWritten, frozenColumns } from '../domain/freeze-invoice';
import type { InvoiceResult } from '../domain/invoice-result';
import type { ExternalTax } from '../domain/tax-input';
import { calculateWritten, isUsableAmount, type WrittenInput, type WrittenLine } from '../domain/written-lines';
import { taxNow, taxOfOriginal } from '../load/written-tax';
import { invoiceLines, type invoices } from '../tables';
import type { Row } from '@kelp/platform/db';

export type StoredInvoice = Row<typeof invoices>;
export type StoredLine = Row<typeof invoiceLines>;

/** The lines of a stored document as a person may change them; what nobody changes keeps its amount and its reasons. */
export const toWritten = (line: StoredLine): WrittenLine => ({
  position: line.position,
  kind: line.kind,
  contractLineId: line.contractLineId,
  serviceId: line.serviceId,
  description: line.description,
  quantity: line.quantity,
  unit: line.unit,
  unitPrice: line.unitPrice,
  priceBase: line.priceBase,
  gross: line.gross,
  reductions: line.reductions.map((reduction) => ({ ...reduction, amount: BigInt(reduction.amount) })),
  servicePeriod: { start: line.serviceFrom, end: line.serviceTo },
  taxCategory: line.taxCategory,
  ...(line.includesTax ? { includesTax: true } : {}),
  explanation: line.explanation,
  by: '',
});

/** What of a document decides its calculation beside its lines. */
export interface DocumentHead {
  billingProfileId: string;
  invoiceDate: string;
  /** What stands stays in its currency; a new one is in that of the billing profile. */
  currency?: string;
  correctsInvoiceId?: string | null;
  taxBasis?: 'table' | 'original';
}

export interface Calculated {
  input: WrittenInput;
  result: InvoiceResult;
}

/** Sums that cannot be stored, and what keeps a document from being written, as sentences for the person who writes it. */
function assertPossible({ total, lines, blockers }: InvoiceResult): void {
  if (![total, ...lines.map(({ gross }) => gross)].every(isUsableAmount)) {
    throw invalid('This amount is too large. Check the number of digits.');
  }
  const [blocker] = blockers;
  if (blocker) throw refused(`invoice.${blocker.code}`, blocker.sentence);
}

/**
 * The document that these lines make under a billing profile, calculated: with the tax of today's tables, or with that of the invoice which it
 * corrects. Throws what a person has to put right first.
 */
export async function calculateDocument(
  ctx: ReadCtx,
  document: DocumentHead,
  lines: WrittenLine[],
  answer?: ExternalTax,
): Promise<Calculated> {
  const known = await ctx.db.get(billingProfiles, document.billingProfileId);
  const profile = { ...known, currency: document.currency ?? known.currency };
  const tax = document.taxBasis === 'original' ? taxOfOriginal : taxNow;
  const input: WrittenInput = {
    invoiceDate: document.invoiceDate,
    currency: profile.currency,
    terms: paymentTermsOf(profile),
    lines,
    ...(await tax(ctx, { profile, lines, correctsInvoiceId: document.correctsInvoiceId ?? null })),
    ...(answer ? { externalTax: answer } : {}),
  };
  const result = calculateWritten(input);
  assertPossible(result);
  return { input, result };
}

/** The columns of a document that follow from its calculation. */
export function calculatedColumns({ input, result }: Calculated, claimCount: number) {
  const frozen = freezeWritten(input, result);
  const { currency, invoiceDate, dueDate, net, tax, total } = result;
  return {
    currency,
    invoiceDate,
    dueDate,
    net,
    tax,
    total,
    claimCount,
    taxState: result.isTaxPending ? ('pending_tax' as const) : ('settled' as const),
    ...frozenColumns(frozen),
  };
}

export const storedLines = (ctx: Ctx | ReadCtx, invoiceId: string): Promise<StoredLine[]> =>
  ctx.db.list(invoiceLines, { invoiceId }, { orderBy: 'position' });
