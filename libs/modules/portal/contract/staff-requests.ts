import { contract, idOf, z } from '@kelp/kernel/contract';
import { customInput } from '@kelp/fields/contract';
import { offeredService, portalRequestForm } from './portal-requests';
import { requestAnswer, serviceRequest, shownPrice } from './service-requests';

/** What staff can ask for in place of this client. */
export const listServiceForms = contract({
  name: 'service_request.forms',
  input: z.object({ clientId: idOf('client') }),
  output: z.object({ rows: z.array(offeredService) }),
});

/** One of these forms, to fill in. */
export const getServiceForm = contract({
  name: 'service_request.form',
  input: z.object({ id: idOf('service_request_definition'), clientId: idOf('client') }),
  output: portalRequestForm.output,
});

export const createServiceRequest = contract({
  name: 'service_request.create',
  /** `versionId` is the form that was filled in. Questions for files are answered by ids of uploads. */
  input: z.object({
    id: idOf('service_request_definition'),
    versionId: idOf('service_request_version'),
    clientId: idOf('client'),
    /** For whom of the client's people. */
    contactId: idOf('contact').nullable().optional(),
    answers: customInput.default({}),
  }),
  /** Without a ticket it waits for an Admin of the client. */
  output: z.object({ id: z.uuid(), ticketId: z.uuid().nullable() }),
});

/** The requests that became this ticket, or one that was merged into it, with their answers. */
export const serviceRequestsOfTicket = contract({
  name: 'service_request.of_ticket',
  input: z.object({ ticketId: idOf('ticket') }),
  output: z.object({
    rows: z.array(
      serviceRequest.extend({
        versionNumber: z.number(),
        answers: z.array(requestAnswer.extend({ key: z.string() })),
        price: shownPrice.nullable(),
      }),
    ),
  }),
});
export type TicketRequest = z.output<typeof serviceRequestsOfTicket.output>['rows'][number];
