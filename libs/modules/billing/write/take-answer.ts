import { type Ctx } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import type { ExternalTax } from '../domain/tax-input';
import { answerProblem, type StoredAnswer } from '../domain/tax-request';
import { invoices } from '../tables';
import { taxRequests } from '../tables/tax-requests';
import { rewriteDraft } from './rewrite-draft';

const toExternal = (provider: string, requestId: string, { lines }: StoredAnswer): ExternalTax => ({
  provider,
  requestId,
  lines: lines.map(({ position, taxes }) => ({
    position,
    taxes: taxes.map((one) => ({ ...one, base: BigInt(one.base), tax: BigInt(one.tax) })),
  })),
});

/**
 * Takes the one answer for a version of a document and writes its taxes. Throws refused when it was answered already or the document has
 * changed since, invalid when the answer does not fit what was asked.
 */
export async function takeAnswer(ctx: Ctx, requestId: string, answer: StoredAnswer): Promise<{ invoiceId: string }> {
  const { invoiceId } = await ctx.db.get(taxRequests, requestId);
  const invoice = await ctx.db.lock(invoices, invoiceId);
  const asked = await ctx.db.lock(taxRequests, requestId);
  if (asked.state === 'answered') throw refused('tax_request.answered', 'This request has its answer already.');
  if (asked.state === 'replaced' || invoice.taxState !== 'pending_tax') {
    throw refused(
      'tax_request.replaced',
      'The document has changed since it was asked about. Answer its latest request.',
    );
  }
  const problem = answerProblem(asked.request, answer);
  if (problem) throw invalid(problem);
  const given = { state: 'answered' as const, answer, answeredAt: ctx.now(), answeredBy: ctx.actor.name };
  await ctx.db.update(taxRequests, requestId, given);
  await rewriteDraft(ctx, invoice, { answer: toExternal(asked.provider, requestId, answer) });
  return { invoiceId };
}
