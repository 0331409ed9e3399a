import { aggregateOf } from '@kelp/kernel';

/** What is told about a noun's events, and to whom. */
interface Told {
  /** Whoever lacks it hears nothing of these events. It must be enough to see every record of the kind. */
  readonly permission: string;
  /** The query that reads the record as the API gives it, and the field of the payload that names it. */
  readonly record?: { readonly query: string; readonly idIn: string; readonly input?: object };
}

/** The test event that a person sends to try an address; everybody may hear it. */
export const testEvent = 'webhook.test';

/** By the noun of the event's type. A noun that is missing here is told to nobody; a test names it. */
export const toldNouns: Readonly<Record<string, Told>> = {
  ticket: {
    permission: 'ticket.read',
    record: { query: 'ticket.get', idIn: 'ticketId', input: { withComments: false } },
  },
  sla: { permission: 'ticket.read', record: { query: 'ticket.get', idIn: 'ticketId', input: { withComments: false } } },
  client: { permission: 'client.read', record: { query: 'client.get', idIn: 'clientId' } },
  contact: { permission: 'contact.read', record: { query: 'contact.get', idIn: 'contactId' } },
  interaction: { permission: 'interaction.read', record: { query: 'interaction.get', idIn: 'interactionId' } },
  survey: { permission: 'survey.read_responses', record: { query: 'survey.get', idIn: 'surveyId' } },
  service_request: {
    permission: 'service_request.read',
    record: { query: 'service_request.get', idIn: 'serviceRequestId' },
  },
  time_entry: { permission: 'time_entry.read_all', record: { query: 'time_entry.get', idIn: 'entryId' } },
  time_sheet: { permission: 'time_sheet.read_all' },
  contract: { permission: 'contract.read', record: { query: 'contract.get', idIn: 'contractId' } },
  service: { permission: 'service.read', record: { query: 'service.get', idIn: 'serviceId' } },
  tax_rate: { permission: 'tax.read' },
  invoice: { permission: 'invoice.read', record: { query: 'invoice.get', idIn: 'invoiceId' } },
  opening_balance: { permission: 'invoice.read', record: { query: 'invoice.get', idIn: 'invoiceId' } },
  credit_note: { permission: 'invoice.read', record: { query: 'invoice.get', idIn: 'creditNoteId' } },
  payment: { permission: 'payment.read' },
  credit: { permission: 'credit.read' },
  billing_run: { permission: 'invoice.read', record: { query: 'billing_run.get', idIn: 'runId' } },
  purchase_order: { permission: 'purchase_order.read' },
  project: { permission: 'invoice.read' },
  tag: { permission: 'tag.read' },
  custom_field: { permission: 'custom_field.read' },
  user: { permission: 'user.read' },
};

/** What is told of events of this type; undefined for those that leave for nobody. */
export const toldOf = (type: string): Told | undefined => toldNouns[aggregateOf(type)];

/** Whether the record is gone with this event, so that only the event itself tells of it. */
export const isFarewell = (type: string): boolean => type.endsWith('.deleted');
