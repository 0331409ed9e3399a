import { defineEvent, z } from '@kelp/kernel';

const invoiceId = z.uuid();
const clientId = z.uuid();
const money = { currency: z.string(), total: z.string() };

/** Amounts are minor units as text. */
export const invoiceDrafted = defineEvent(
  'invoice.drafted',
  1,
  z.object({ invoiceId, clientId, runId: z.uuid().nullable(), ...money }),
);
export const invoiceFinalised = defineEvent(
  'invoice.finalised',
  1,
  z.object({ invoiceId, clientId, number: z.string(), dueDate: z.string(), ...money }),
);
/** An unpaid invoice of another system is owed here from now on; `total` is what is open of it. */
export const openingBalanceRecorded = defineEvent(
  'opening_balance.recorded',
  1,
  z.object({ invoiceId, clientId, number: z.string(), dueDate: z.string(), ...money }),
);
export const invoiceSent = defineEvent(
  'invoice.sent',
  1,
  z.object({ invoiceId, clientId, number: z.string(), to: z.string() }),
);
export const invoiceVoided = defineEvent(
  'invoice.voided',
  1,
  z.object({ invoiceId, clientId, number: z.string(), reason: z.string() }),
);
export const paymentRecorded = defineEvent(
  'payment.recorded',
  1,
  z.object({ paymentId: z.uuid(), clientId, currency: z.string(), amount: z.string(), invoiceIds: z.array(z.uuid()) }),
);
export const creditNoteIssued = defineEvent(
  'credit_note.issued',
  1,
  z.object({ creditNoteId: z.uuid(), invoiceId, clientId, number: z.string(), ...money }),
);
const creditMoved = { creditId: z.uuid(), clientId, currency: z.string(), amount: z.string() };
export const creditGranted = defineEvent('credit.granted', 1, z.object({ ...creditMoved, source: z.string() }));
export const creditRefunded = defineEvent('credit.refunded', 1, z.object({ refundId: z.uuid(), ...creditMoved }));
export const billingRunFinished = defineEvent(
  'billing_run.finished',
  1,
  z.object({
    runId: z.uuid(),
    isStopped: z.boolean(),
    drafted: z.number(),
    nothing: z.number(),
    blocked: z.number(),
    failed: z.number(),
  }),
);

/** So much of a purchase order is taken that somebody should know; once for each level. */
export const purchaseOrderReached = defineEvent(
  'purchase_order.reached',
  1,
  z.object({
    orderId: z.uuid(),
    clientId: z.uuid(),
    number: z.string(),
    percent: z.number(),
    currency: z.string(),
    /** Minor units; below zero where more is taken than agreed. */
    remaining: z.string(),
  }),
);

/** A project has used so much of its budget that somebody should know; once for each level of a budget. */
export const projectBudgetReached = defineEvent(
  'project.budget_reached',
  1,
  z.object({
    lineId: z.uuid(),
    contractId: z.uuid(),
    clientId: z.uuid(),
    name: z.string(),
    currency: z.string(),
    /** Of money in minor units, of time in minutes. */
    measure: z.enum(['money', 'time']),
    percent: z.number(),
    used: z.string(),
    budget: z.string(),
  }),
);

export const billingEvents = [
  invoiceDrafted,
  invoiceFinalised,
  openingBalanceRecorded,
  invoiceSent,
  invoiceVoided,
  paymentRecorded,
  creditNoteIssued,
  creditGranted,
  creditRefunded,
  billingRunFinished,
  purchaseOrderReached,
  projectBudgetReached,
];
