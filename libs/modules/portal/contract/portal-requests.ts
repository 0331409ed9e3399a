import { abilities, contract, idOf, instant, pageOf, paging, storedFile, z } from '@kelp/kernel/contract';
import { customInput } from '@kelp/fields/contract';
import { formKinds } from '../requests/domain/form';
import { reasonOfRefusal, requestAnswer, requestFile, shownPrice } from './service-requests';

export const offeredService = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  /** An Admin of the company approves it first; false for those who may approve. */
  needsApproval: z.boolean(),
  price: shownPrice.nullable(),
});
export type OfferedService = z.output<typeof offeredService>;

/** What this person may ask for. */
export const portalCatalogue = contract({
  name: 'portal_request.catalogue',
  input: z.object({}),
  output: z.object({ rows: z.array(offeredService), abilities }),
});

const portalFormField = z.object({
  key: z.string(),
  label: z.string(),
  hint: z.string(),
  kind: z.enum(formKinds),
  options: z.array(z.object({ key: z.string(), label: z.string() })),
  isRequired: z.boolean(),
  onlyIf: z.object({ key: z.string(), value: z.union([z.string(), z.boolean()]) }).nullable(),
});
export type PortalFormField = z.output<typeof portalFormField>;

export const portalRequestForm = contract({
  name: 'portal_request.form',
  input: z.object({ id: idOf('service_request_definition') }),
  output: offeredService.extend({
    versionId: z.uuid(),
    fields: z.array(portalFormField),
    /** Whom a question for a colleague offers; empty where none is asked. */
    colleagues: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
});
export type PortalRequestForm = z.output<typeof portalRequestForm.output>;

export const submitPortalRequest = contract({
  name: 'portal_request.submit',
  /** `versionId` is the form that was filled in. Questions for files are answered by ids of uploads. */
  input: z.object({
    id: idOf('service_request_definition'),
    versionId: idOf('service_request_version'),
    answers: customInput.default({}),
  }),
  output: z.object({ id: z.uuid(), isWaiting: z.boolean() }),
});

const portalRequestRow = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(['submitted', 'accepted', 'refused', 'withdrawn']),
  requester: z.string(),
  isMine: z.boolean(),
  createdAt: instant,
  /** The request for help that came of it, in the portal's words; null also for who may not see it. */
  ticket: z
    .object({ id: z.uuid(), number: z.string(), status: z.object({ label: z.string(), isClosed: z.boolean() }) })
    .nullable(),
});
export type PortalRequestRow = z.output<typeof portalRequestRow>;

export const listPortalRequests = contract({
  name: 'portal_request.list',
  input: z.object({ waiting: z.boolean().default(false), ...paging }),
  output: pageOf(portalRequestRow).extend({ seesCompany: z.boolean() }),
});

export const getPortalRequest = contract({
  name: 'portal_request.get',
  input: z.object({ id: idOf('service_request') }),
  output: portalRequestRow.extend({
    answers: z.array(requestAnswer),
    price: shownPrice.nullable(),
    files: z.array(requestFile),
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    reason: z.string(),
    /** What this person may do with it now. */
    abilities,
  }),
});
export type PortalRequest = z.output<typeof getPortalRequest.output>;

export const approvePortalRequest = contract({
  name: 'portal_request.approve',
  input: z.object({ id: idOf('service_request') }),
  output: z.object({ id: z.uuid() }),
});

export const refusePortalRequest = contract({
  name: 'portal_request.refuse',
  input: z.object({ id: idOf('service_request'), reason: reasonOfRefusal }),
  output: z.object({ id: z.uuid() }),
});

/** Takes back what still waits. */
export const withdrawPortalRequest = contract({
  name: 'portal_request.withdraw',
  input: z.object({ id: idOf('service_request') }),
  output: z.object({ id: z.uuid() }),
});

export const getPortalRequestFile = contract({
  name: 'portal_request.file',
  input: z.object({ id: idOf('service_request_attachment') }),
  output: storedFile,
});
