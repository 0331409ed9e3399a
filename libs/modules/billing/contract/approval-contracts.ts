import { contract, idOf, instant, minorUnits, z } from '@kelp/kernel/contract';
import { invoiceIds, reference } from './shapes';

/** A second person agrees to drafts as they stand; a draft that changes afterwards needs it again. */
export const approveInvoices = contract({
  name: 'invoice.approve',
  input: z.object({ ids: invoiceIds }),
  output: z.object({
    approved: z.array(z.uuid()),
    skipped: z.array(z.object({ id: z.uuid(), reason: z.string() })),
  }),
});

export const awaitedApproval = z.object({
  id: z.uuid(),
  client: reference,
  currency: z.string(),
  total: minorUnits,
  threshold: minorUnits,
  madeBy: z.string().nullable(),
  since: instant,
  /** Whether the caller may approve it; `reason` says why not. */
  mayApprove: z.boolean(),
  reason: z.string().nullable(),
});
export type AwaitedApproval = z.output<typeof awaitedApproval>;

/** Drafts that wait for a second person: all, or one of them. */
export const listAwaitedApprovals = contract({
  name: 'invoice_approval.list',
  input: z.object({ invoiceId: idOf('draft invoice').optional() }),
  output: z.object({
    rows: z.array(awaitedApproval),
    /** Who has agreed to the invoice asked for. */
    approvals: z.array(z.object({ by: z.string(), at: instant })),
  }),
});
