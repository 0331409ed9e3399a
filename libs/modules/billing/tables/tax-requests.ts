import { instant, integer, json, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { StoredAnswer, StoredRequest } from '../domain/tax-request';

export type TaxRequestState = 'pending' | 'answered' | 'replaced';

/** What somebody else was asked for one version of a document, and what they answered. The request never changes. */
export const taxRequests = tenantColumns(
  'tax_requests',
  {
    invoiceId: uuid(),
    documentVersion: integer(),
    provider: text(),
    request: json<StoredRequest>(),
    /** SHA-256 of the request's canonical text. */
    requestHash: text(),
    state: text<TaxRequestState>().withDefault(),
    answer: json<StoredAnswer>().orNull(),
    askedAt: instant(),
    answeredAt: instant().orNull(),
    answeredBy: text().orNull(),
  },
  {
    noun: 'tax request',
    conflicts: {
      tax_requests_invoice_id_document_version_unique: 'This document was changed by somebody else just now. Reload.',
      tax_requests_one_pending: 'The tax of this document was asked for by somebody else just now. Reload.',
    },
  },
);
