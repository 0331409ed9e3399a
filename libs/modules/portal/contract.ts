import {
  abilities,
  contract,
  idOf,
  instant,
  lineOfText,
  localDate,
  longText,
  minorUnits,
  pageOf,
  paging,
  storedFile,
  z,
} from '@kelp/kernel/contract';
import { customInput, portalField } from '@kelp/fields/contract';

export * from './contract/visibility';

/** A status in the client's words. */
const portalStatus = z.object({ label: z.string(), isClosed: z.boolean() });

export const portalTicketRow = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  status: portalStatus,
  /** Who asked; null when nobody of the company did. */
  requester: z.string().nullable(),
  isMine: z.boolean(),
  /** The support team has answered or asked, and it is the client's turn. */
  awaitsYou: z.boolean(),
  createdAt: instant,
  lastActivityAt: instant,
});
export type PortalTicketRow = z.output<typeof portalTicketRow>;

const portalInvoiceRow = z.object({
  id: z.uuid(),
  /** `opening_balance`: it was written in another system, and there is no paper of it here. */
  kind: z.enum(['invoice', 'credit_note', 'opening_balance']),
  number: z.string(),
  currency: z.string(),
  invoiceDate: localDate,
  dueDate: localDate,
  total: minorUnits,
  amountDue: minorUnits,
  paymentState: z.enum(['unpaid', 'partly_paid', 'paid', 'written_off']),
  isOverdue: z.boolean(),
});
export type PortalInvoiceRow = z.output<typeof portalInvoiceRow>;

export const portalHome = contract({
  name: 'portal.home',
  input: z.object({}),
  output: z.object({
    /** Own open tickets, the latest first; at most 10. */
    tickets: z.array(portalTicketRow),
    /** Open tickets that the person sees of the company; null for those who see only their own. */
    companyOpenCount: z.number().nullable(),
    /** Whether those are all of the company. */
    seesWholeCompany: z.boolean(),
    /** Invoices that still ask for money, the oldest due first; null for those who may not see them. */
    invoicesDue: z.array(portalInvoiceRow).nullable(),
    abilities,
  }),
});

const sharedInteraction = z.object({
  id: z.uuid(),
  title: z.string(),
  /** The name of its type, such as Call. */
  type: z.string(),
  startAt: instant,
  minutes: z.number().nullable(),
});
export type SharedInteraction = z.output<typeof sharedInteraction>;

export const listSharedInteractions = contract({
  name: 'portal.interactions',
  input: z.object({}),
  output: z.object({ rows: z.array(sharedInteraction) }),
});

export const listPortalTickets = contract({
  name: 'portal_ticket.list',
  input: z.object({
    state: z.enum(['open', 'closed', 'all']).default('open'),
    /** Only those that the person asked for; the company's otherwise, as far as the role reaches. */
    isMine: z.boolean().default(false),
    search: z.string().max(200).optional(),
    ...paging,
  }),
  output: pageOf(portalTicketRow).extend({ seesCompany: z.boolean() }),
});

const portalAttachment = z.object({
  id: z.uuid(),
  filename: z.string(),
  contentType: z.string(),
  size: z.number(),
  isInline: z.boolean(),
});

export const portalComment = z.object({
  id: z.uuid(),
  author: z.object({ name: z.string(), side: z.enum(['support', 'you', 'colleague', 'system']) }),
  html: z.string(),
  createdAt: instant,
  editedAt: instant.nullable(),
  /** A tombstone: something was said here and taken away. */
  isDeleted: z.boolean(),
  attachments: z.array(portalAttachment),
});
export type PortalComment = z.output<typeof portalComment>;

export const getPortalTicket = contract({
  name: 'portal_ticket.get',
  input: z.object({ id: idOf('ticket') }),
  output: portalTicketRow.extend({
    /** Who of the support team looks after it. */
    assignee: z.string().nullable(),
    closedAt: instant.nullable(),
    /** Custom fields that are marked for the portal, and no others. */
    fields: z.array(portalField),
    /** The support team joined this request with another one; `continuesIn` is that one when the person may see it. */
    isMerged: z.boolean(),
    continuesIn: z.object({ id: z.uuid(), number: z.string() }).nullable(),
    comments: z.array(portalComment),
    abilities,
  }),
});
export type PortalTicket = z.output<typeof getPortalTicket.output>;

const words = (max: number) =>
  longText(max).refine((text) => text.trim().length > 0, 'Write something before you send it.');
const attached = z.array(idOf('upload')).max(20).default([]);

export const createPortalTicket = contract({
  name: 'portal_ticket.create',
  input: z.object({
    title: lineOfText(300),
    description: longText(50_000).default(''),
    uploads: attached,
    custom: customInput.optional(),
  }),
  output: z.object({ id: z.uuid(), number: z.string() }),
});

/** The custom fields that a request for help is asked for. */
export const portalTicketForm = contract({
  name: 'portal_ticket.form',
  input: z.object({}),
  output: z.object({ fields: z.array(portalField) }),
});

/** Fills in custom fields that clients may change; every other key is unknown here. */
export const fillPortalTicket = contract({
  name: 'portal_ticket.fill',
  input: z.object({ id: idOf('ticket'), custom: customInput }),
  output: z.object({ id: z.uuid() }),
});

/** A reply on a closed ticket opens it again. */
export const replyToPortalTicket = contract({
  name: 'portal_ticket.reply',
  input: z.object({ id: idOf('ticket'), text: words(50_000), uploads: attached }),
  /** `ticketId` is another one when the request was closed too long ago to be reopened. */
  output: z.object({ id: z.uuid(), ticketId: z.uuid(), isReopened: z.boolean() }),
});

export const closePortalTicket = contract({
  name: 'portal_ticket.close',
  input: z.object({ id: idOf('ticket') }),
  output: z.object({ id: z.uuid() }),
});

export const reopenPortalTicket = contract({
  name: 'portal_ticket.reopen',
  input: z.object({ id: idOf('ticket') }),
  output: z.object({ id: z.uuid() }),
});

export const getPortalAttachment = contract({
  name: 'portal_ticket.attachment',
  input: z.object({ id: idOf('attachment') }),
  output: storedFile,
});

export const listPortalInvoices = contract({
  name: 'portal_invoice.list',
  input: z.object({ state: z.enum(['due', 'paid', 'all']).default('all'), ...paging }),
  output: pageOf(portalInvoiceRow).extend({ due: z.array(z.object({ currency: z.string(), amount: minorUnits })) }),
});

const portalInvoiceLine = z.object({
  position: z.number(),
  description: z.string(),
  /** Pieces or minutes, exact. */
  quantity: z.string(),
  unit: z.enum(['piece', 'minute']),
  /** Minor units for one piece or one hour, exact. */
  unitPrice: z.string(),
  net: minorUnits,
  reductions: z.array(z.object({ name: z.string(), amount: minorUnits })),
  taxRatePpm: z.number(),
  /** The price has the tax in it; the amount is without it. */
  includesTax: z.boolean(),
  /** Days from `start` up to but without `end`. */
  servicePeriod: z.object({ start: localDate, end: localDate }),
  /** How the amount came about, in plain sentences. */
  why: z.array(z.string()),
  work: z.array(
    z.object({
      workDate: localDate,
      minutes: z.number(),
      /** `id` is null when the person may not open the ticket. */
      ticket: z.object({ id: z.uuid().nullable(), number: z.string() }).nullable(),
    }),
  ),
});
export type PortalInvoiceLine = z.output<typeof portalInvoiceLine>;

export const getPortalInvoice = contract({
  name: 'portal_invoice.get',
  input: z.object({ id: idOf('invoice') }),
  output: portalInvoiceRow.extend({
    clientName: z.string(),
    billingAddress: z.string().nullable(),
    lines: z.array(portalInvoiceLine),
    taxes: z.array(
      z.object({
        name: z.string(),
        ratePpm: z.number(),
        base: minorUnits,
        tax: minorUnits,
        reason: z.string().nullable(),
        /** Number of a certificate, or the VAT number. */
        evidence: z.string(),
      }),
    ),
    net: minorUnits,
    tax: minorUnits,
    payments: z.array(z.object({ id: z.uuid(), receivedOn: localDate, amount: minorUnits, reference: z.string() })),
    /** What was given up; it is no longer asked for. */
    writtenOff: minorUnits,
    hasPdf: z.boolean(),
    /** What an invoice of another system was over at first; `total` is what was open of it. */
    originalTotal: minorUnits.nullable(),
    /** There is an e-invoice to download. */
    hasXml: z.boolean(),
  }),
});
export type PortalInvoice = z.output<typeof getPortalInvoice.output>;

export const getPortalEInvoice = contract({
  name: 'portal_invoice.xml',
  input: z.object({ id: idOf('invoice') }),
  output: storedFile,
});

export const getPortalInvoicePdf = contract({
  name: 'portal_invoice.pdf',
  input: z.object({ id: idOf('invoice') }),
  output: storedFile,
});

export * from './payment-contracts';
