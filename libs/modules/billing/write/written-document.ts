import { billingProfiles, paymentTermsOf } from '@kelp/contracts';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { freezeWritten, frozenColumns } from '../domain/freeze-invoice';
import type { InvoiceResult } from '../domain/invoice-result';
import { calculateWritten, isUsableAmount, type WrittenInput, type WrittenLine } from '../domain/written-lines';
import { ratesOf } from '../load/book';
import { loadTaxes } from '../load/load-rows';
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
  explanation: line.explanation,
  by: '',
});

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

/** The document that these lines make under a billing profile, calculated. Throws what a person has to put right first. */
export async function calculateDocument(
  ctx: ReadCtx,
  document: { billingProfileId: string; invoiceDate: string },
  lines: WrittenLine[],
): Promise<Calculated> {
  const profile = await ctx.db.get(billingProfiles, document.billingProfileId);
  const { currency, taxPlace, taxPoint, taxRounding } = profile;
  const input: WrittenInput = {
    invoiceDate: document.invoiceDate,
    currency,
    terms: paymentTermsOf(profile),
    profile: { taxPlace, taxPoint, taxRounding },
    lines,
    taxRates: ratesOf(await loadTaxes(ctx), lines),
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
    ...frozenColumns(frozen),
  };
}

export const storedLines = (ctx: Ctx | ReadCtx, invoiceId: string): Promise<StoredLine[]> =>
  ctx.db.list(invoiceLines, { invoiceId }, { orderBy: 'position' });
