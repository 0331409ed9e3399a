import type { FieldValue } from '@kelp/fields';
import { bigint, boolean, instant, integer, json, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { FormContent, FormKind } from './domain/form';

export type DefinitionState = 'draft' | 'published' | 'archived';
export type RequestState = 'submitted' | 'accepted' | 'refused' | 'withdrawn';

/** A form of the service catalogue. `draft` is what the next version will be; `name` is the draft's. */
export const serviceRequestDefinitions = tenantColumns(
  'service_request_definitions',
  {
    name: text(),
    draft: json<FormContent>(),
    state: text<DefinitionState>().withDefault(),
    isForAllClients: boolean().withDefault(),
    isForAllRoles: boolean().withDefault(),
    /** Counts the changes of who may ask, so that a change of the clients alone is a new version too. */
    edition: integer().withDefault(),
  },
  {
    noun: 'service request definition',
    conflicts: {
      service_request_definitions_name_unique:
        'There is already a form with this name. Open it, or choose another name.',
    },
  },
);

/** Written once; the one with the highest number is offered while the definition is published. */
export const serviceRequestVersions = tenantColumns('service_request_versions', {
  definitionId: uuid(),
  number: integer(),
  content: json<FormContent>(),
  publishedBy: uuid().orNull(),
});

export const serviceRequestDefinitionClients = tenantColumns('service_request_definition_clients', {
  definitionId: uuid(),
  clientId: uuid(),
});

export const serviceRequestDefinitionRoles = tenantColumns('service_request_definition_roles', {
  definitionId: uuid(),
  roleId: uuid(),
});

/** An answer as it was given: in words for good, and as a value. Of files only the names stand here. */
export interface Answer {
  key: string;
  label: string;
  kind: FormKind;
  words: string;
  value: FieldValue | null;
}

/** The price that was shown: minor units of the currency for one unit, exact. */
export interface ShownPrice {
  unitPrice: string;
  currency: string;
  unit: string;
}

export const serviceRequestSubmissions = tenantColumns(
  'service_request_submissions',
  {
    definitionId: uuid(),
    versionId: uuid(),
    clientId: uuid(),
    contactId: uuid().orNull(),
    userId: uuid(),
    answers: json<Answer[]>(),
    price: json<ShownPrice>().orNull(),
    state: text<RequestState>(),
    /** Who approved or refused it; null where nobody had to. */
    decidedBy: uuid().orNull(),
    decidedAt: instant().orNull(),
    reason: text().withDefault(),
    ticketId: uuid().orNull(),
  },
  { noun: 'service request' },
);

export const serviceRequestAttachments = tenantColumns('service_request_attachments', {
  serviceRequestId: uuid(),
  fieldKey: text(),
  filename: text(),
  contentType: text(),
  size: bigint(),
  sha256: text(),
  storageKey: text(),
});
