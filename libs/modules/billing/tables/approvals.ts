import { bareTenantColumns, bigint, instant, text, uuid } from '@kelp/platform/db';

/** Who has agreed to a draft as it stood: `resultHash` names its content. Goes with a deleted draft. */
export const invoiceApprovals = bareTenantColumns(
  'invoice_approvals',
  {
    id: uuid(),
    invoiceId: uuid(),
    resultHash: text(),
    total: bigint(),
    approvedById: uuid(),
    approvedBy: text(),
    approvedAt: instant(),
  },
  { noun: 'approval', isAudited: false },
);
