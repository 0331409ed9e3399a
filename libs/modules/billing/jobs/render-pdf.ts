import { defineJob, fileStorage, z, type Ctx, type JobUnit } from '@kelp/kernel';
import { storageKey } from '@kelp/platform/storage';
import { invoices } from '../tables';
import { drawPdf } from '../pdf/draw-pdf';
import { invoiceDocument } from '../pdf/invoice-document';
import { lettersWarning } from '../pdf/letters';
import { readPrinted } from '../pdf/read-printed';
import { paperOf } from '../domain/paper';
import { logoOf, templateOf } from '../templates';

type Transaction = JobUnit['transaction'];

interface Drawn {
  pdfKey: string;
  pdfSize: bigint;
  /** What a person should know about a PDF that is there. */
  pdfError: string | null;
}

const markReady = (invoiceId: string, drawn: Drawn) => async (ctx: Ctx) => {
  await ctx.db.update(invoices, invoiceId, { pdfState: 'ready', ...drawn });
  ctx.touch('invoice');
};

/** Draws and stores the PDF of an invoice as it stands; the file of an earlier drawing is replaced. Returns its key. */
export async function storePdf(transaction: Transaction, tenant: string, invoiceId: string): Promise<string> {
  const { paper, logo } = await transaction(async (ctx) => {
    const { clientId } = await ctx.db.get(invoices, invoiceId);
    const { design } = await templateOf(ctx, clientId, invoiceId);
    const paper = paperOf(await readPrinted(ctx, invoiceId), design);
    return { paper, logo: await logoOf(ctx, paper.logoId) };
  });
  const pdf = await drawPdf(invoiceDocument(paper, logo));
  const key = storageKey(tenant, 'invoice-pdf', invoiceId);
  const { size } = await fileStorage().put(key, pdf, { contentType: 'application/pdf' });
  await transaction(markReady(invoiceId, { pdfKey: key, pdfSize: BigInt(size), pdfError: lettersWarning(paper) }));
  return key;
}

/** Renders in the worker, outside any transaction. A last failure is shown beside the invoice with a way to try again. */
export const renderPdf = defineJob({
  name: 'invoice.render_pdf',
  queue: 'billing',
  input: z.object({ invoiceId: z.uuid(), version: z.number().int() }),
  key: ({ invoiceId, version }) => `${invoiceId}:${version}`,
  attempts: 5,
  process: async (unit, { invoiceId }) => {
    try {
      await storePdf((work) => unit.transaction(work), unit.tenant, invoiceId);
    } catch (error) {
      if (unit.isLastAttempt) {
        const pdfError = error instanceof Error ? error.message.slice(0, 500) : 'The PDF could not be made.';
        await unit.transaction(async (ctx) => {
          await ctx.db.update(invoices, invoiceId, { pdfState: 'failed', pdfError });
          ctx.touch('invoice');
        });
      }
      throw error;
    }
  },
});
