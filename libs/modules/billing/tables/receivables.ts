import { bareTenantColumns, bigint, instant, integer, json, tenantColumns, text, uuid } from '@kelp/platform/db';

export interface Violation {
  rule: string;
  subject: string;
  detail: string;
}

/** Insert only. What each look at the books found; none when all was right. */
export const bookChecks = bareTenantColumns(
  'book_checks',
  { id: uuid(), checkedAt: instant(), actorName: text(), violations: json<Violation[]>() },
  { isAudited: false, noun: 'check of the books' },
);

/** Insert only. One for each invoice and step at most. */
export const reminders = bareTenantColumns(
  'reminders',
  { id: uuid(), invoiceId: uuid(), stepDays: integer(), amount: bigint(), sentTo: text(), sentAt: instant() },
  { isAudited: false },
);

/** A line that the client does not accept: reminders leave its amount out while the dispute is open. */
export const lineDisputes = tenantColumns(
  'line_disputes',
  {
    invoiceId: uuid(),
    lineId: uuid(),
    reason: text(),
    openedBy: text(),
    openedAt: instant(),
    outcome: text().orNull(),
    resolvedBy: text().orNull(),
    resolvedAt: instant().orNull(),
  },
  {
    noun: 'dispute',
    conflicts: { line_disputes_one_open: 'This line is disputed already. Reload.' },
  },
);

export const receivableTables = [bookChecks, reminders, lineDisputes];
