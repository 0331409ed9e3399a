import { createHash } from 'node:crypto';
import { readTaxSettings } from '@kelp/catalog';
import type { Ctx } from '@kelp/kernel';
import { groupBy } from '@kelp/std';
import { canonicalJson } from '../domain/canonical-json';
import { requestOf } from '../domain/tax-request';
import { answerPractice } from '../jobs/answer-practice';
import { invoiceLines, invoices } from '../tables';
import { taxRequests } from '../tables/tax-requests';

/**
 * Asks for the tax of those of these documents that wait for it, each as it is now: the request is frozen with its fingerprint, and what was
 * asked about an earlier version can be answered no more.
 */
export async function askTax(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { source: provider } = await readTaxSettings(ctx);
  const before = await ctx.db.list(taxRequests, { invoiceId: ids });
  for (const open of before.filter(({ state }) => state === 'pending')) {
    await ctx.db.update(taxRequests, open.id, { state: 'replaced' });
  }
  const waiting = await ctx.db.list(invoices, { id: ids, taxState: 'pending_tax' });
  const lines = groupBy(
    await ctx.db.list(invoiceLines, { invoiceId: waiting.map(({ id }) => id) }, { orderBy: 'position' }),
    ({ invoiceId }) => invoiceId,
  );
  for (const document of waiting) {
    const versions = before.filter(({ invoiceId }) => invoiceId === document.id).map((one) => one.documentVersion);
    const request = requestOf(document, lines.get(document.id) ?? []);
    const requestHash = createHash('sha256').update(canonicalJson(request), 'utf8').digest('hex');
    const documentVersion = Math.max(0, ...versions) + 1;
    const asked = { documentVersion, provider, request, requestHash, askedAt: ctx.now() };
    const { id } = await ctx.db.insert(taxRequests, { invoiceId: document.id, ...asked });
    if (provider === 'practice') await ctx.enqueue(answerPractice, { requestId: id });
  }
}
