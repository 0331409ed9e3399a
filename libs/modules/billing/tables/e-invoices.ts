import { bigint, boolean, instant, json, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { EInvoiceParties, EInvoiceProblem } from '../domain/e-invoice';

/** What a client is called in electronic invoices; empty fields are taken from its billing location. */
export const clientEInvoiceDetails = tenantColumns(
  'client_e_invoice_details',
  {
    clientId: uuid(),
    legalName: text().withDefault(),
    vatId: text().withDefault(),
    registrationId: text().withDefault(),
    street: text().withDefault(),
    city: text().withDefault(),
    postalCode: text().withDefault(),
    country: text().withDefault(),
    buyerReference: text().withDefault(),
    endpointScheme: text().withDefault(),
    endpoint: text().withDefault(),
    /** The XML goes with every mail of an invoice. */
    isAttached: boolean().withDefault(),
  },
  {
    noun: 'e-invoice details',
    conflicts: {
      client_e_invoice_details_client_id_unique:
        'Somebody else has just saved details of this client. Reload and look.',
    },
  },
);

/** The electronic twin of a final document: its parties as they were called then, what was wrong with it, and its file. */
export const eInvoices = tenantColumns(
  'e_invoices',
  {
    invoiceId: uuid(),
    parties: json<EInvoiceParties>(),
    problems: json<EInvoiceProblem[]>(),
    frozenAt: instant(),
    state: text<'queued' | 'ready' | 'faulty'>().withDefault(),
    fileKey: text().orNull(),
    fileSize: bigint().orNull(),
    sha256: text().orNull(),
  },
  { noun: 'e-invoice', conflicts: { e_invoices_invoice_id_unique: 'This document has its e-invoice already.' } },
);

export const eInvoiceTables = [clientEInvoiceDetails, eInvoices];
