import { createHash } from 'node:crypto';
import { defineJob, fileStorage, z, type JobUnit } from '@kelp/kernel';
import { storageKey } from '@kelp/platform/storage';
import { eInvoiceOf } from '../domain/e-invoice';
import { ublOf } from '../domain/ubl';
import { loadEInvoices } from '../load/e-invoice-sources';
import { eInvoices } from '../tables/e-invoices';

/** Writes and stores the XML of a document with the parties that were frozen with it. Returns its key; null when it has no flawless e-invoice. */
export async function storeEInvoice(
  transaction: JobUnit['transaction'],
  tenant: string,
  invoiceId: string,
): Promise<string | null> {
  const found = await transaction(async (ctx) => {
    const kept = await ctx.db.find(eInvoices, { invoiceId });
    if (!kept || kept.state === 'faulty') return null;
    const [row] = await loadEInvoices(ctx, [invoiceId]);
    return row ? { kept, xml: ublOf(eInvoiceOf(row.source, kept.parties)) } : null;
  });
  if (!found) return null;
  if (found.kept.fileKey) return found.kept.fileKey;
  const fileKey = storageKey(tenant, 'e-invoice', invoiceId);
  const content = Buffer.from(found.xml, 'utf8');
  const { size } = await fileStorage().put(fileKey, content, { contentType: 'application/xml' });
  const sha256 = createHash('sha256').update(content).digest('hex');
  await transaction(async (ctx) => {
    await ctx.db.update(eInvoices, found.kept.id, { state: 'ready', fileKey, fileSize: BigInt(size), sha256 });
    ctx.touch('invoice');
  });
  return fileKey;
}

/** The XML of a document, written in the worker outside of any transaction. */
export const writeEInvoice = defineJob({
  name: 'e_invoice.write',
  queue: 'billing',
  input: z.object({ invoiceId: z.uuid(), version: z.number().int() }),
  key: ({ invoiceId, version }) => `${invoiceId}:${version}`,
  process: async (unit, { invoiceId }) => {
    await storeEInvoice((work) => unit.transaction(work), unit.tenant, invoiceId);
  },
});
