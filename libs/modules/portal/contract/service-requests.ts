import { abilities, contract, idOf, instant, lineOfText, longText, pageOf, paging, z } from '@kelp/kernel/contract';
import { fieldKey } from '@kelp/fields/contract';
import { formKinds } from '../requests/domain/form';

const reference = z.object({ id: z.uuid(), name: z.string() });

const formField = z.object({
  key: fieldKey,
  label: lineOfText(80),
  hint: z.string().trim().max(300).default(''),
  kind: z.enum(formKinds),
  options: z
    .array(z.object({ key: fieldKey, label: lineOfText(100) }))
    .max(100, 'At most 100 options.')
    .default([]),
  isRequired: z.boolean().default(false),
  /** Asked only where an earlier question has this answer: an option's key, or true or false. */
  onlyIf: z
    .object({ key: z.string(), value: z.union([z.string(), z.boolean()]) })
    .nullable()
    .default(null),
});

const ticketPlan = z.object({
  /** `{{key}}` stands for an answer, `{{form}}` for the form's name, `{{requester}}` for who asks. */
  title: lineOfText(300).default('{{form}}'),
  boardId: idOf('board').nullable().default(null),
  typeId: idOf('ticket type').nullable().default(null),
  categoryId: idOf('category').nullable().default(null),
  subcategoryId: idOf('subcategory').nullable().default(null),
  priorityId: idOf('priority').nullable().default(null),
  checklistTemplateId: idOf('checklist template').nullable().default(null),
});

export const requestContent = z.object({
  name: lineOfText(120),
  description: longText(2000),
  fields: z.array(formField).max(60, 'At most 60 questions.'),
  needsApproval: z.boolean(),
  serviceId: idOf('service').nullable(),
  ticket: ticketPlan,
});
export type RequestContent = z.output<typeof requestContent>;
export type RequestField = z.output<typeof formField>;

/** Who may ask: everybody, or those of these clients and with these roles. */
const audience = {
  clientIds: z.array(idOf('client')).min(1, 'Choose a client, or offer it to all.').max(500).nullable(),
  roleIds: z.array(idOf('role')).min(1, 'Choose a role, or offer it to all.').max(50).nullable(),
};

const definitionCard = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(['draft', 'published', 'archived']),
  /** The number of the version that is offered or was last; null before the first. */
  versionNumber: z.number().nullable(),
  publishedAt: instant.nullable(),
  /** The draft differs from that version. */
  hasChanges: z.boolean(),
  needsApproval: z.boolean(),
  isForAllClients: z.boolean(),
  isForAllRoles: z.boolean(),
  /** How often it was asked for. */
  requests: z.number(),
  version: z.number(),
});
export type DefinitionCard = z.output<typeof definitionCard>;

export const listServiceRequestDefinitions = contract({
  name: 'service_request_definition.list',
  input: z.object({ state: z.enum(['draft', 'published', 'archived']).optional() }),
  output: z.object({ rows: z.array(definitionCard), abilities }),
});

export const getServiceRequestDefinition = contract({
  name: 'service_request_definition.get',
  input: z.object({ id: idOf('service_request_definition') }),
  output: definitionCard.extend({
    draft: requestContent,
    clients: z.array(reference),
    roles: z.array(reference),
    versions: z.array(
      z.object({
        id: z.uuid(),
        number: z.number(),
        publishedAt: instant,
        publishedBy: z.string().nullable(),
        content: requestContent,
      }),
    ),
    abilities,
  }),
});
export type ServiceRequestDefinition = z.output<typeof getServiceRequestDefinition.output>;

export const serviceRequestChoices = contract({
  name: 'service_request_definition.choices',
  input: z.object({}),
  output: z.object({ services: z.array(reference), checklists: z.array(reference), roles: z.array(reference) }),
});

const saved = z.object({ id: z.uuid(), version: z.number() });
const one = z.object({ id: idOf('service_request_definition') });

export const createServiceRequestDefinition = contract({
  name: 'service_request_definition.create',
  input: requestContent.partial().extend({
    name: requestContent.shape.name,
    clientIds: audience.clientIds.default(null),
    roleIds: audience.roleIds.default(null),
  }),
  output: saved,
});

/** Changes the draft; who may ask holds at once. */
export const updateServiceRequestDefinition = contract({
  name: 'service_request_definition.update',
  input: requestContent.partial().extend({
    id: idOf('service_request_definition'),
    version: z.number().int().optional(),
    clientIds: audience.clientIds.optional(),
    roleIds: audience.roleIds.optional(),
  }),
  output: saved,
});

/** Writes the draft as the next version and offers it. */
export const publishServiceRequestDefinition = contract({
  name: 'service_request_definition.publish',
  input: one.extend({ version: z.number().int().optional() }),
  output: saved.extend({ number: z.number() }),
});

export const archiveServiceRequestDefinition = contract({
  name: 'service_request_definition.archive',
  input: one,
  output: saved,
});

/** Offers an archived form again, as it was last published. */
export const restoreServiceRequestDefinition = contract({
  name: 'service_request_definition.restore',
  input: one,
  output: saved,
});

export const deleteServiceRequestDefinition = contract({
  name: 'service_request_definition.delete',
  input: one,
  output: z.object({ id: z.uuid() }),
});

const requestState = z.enum(['submitted', 'accepted', 'refused', 'withdrawn']);
export const shownPrice = z.object({
  /** Minor units of the currency for one unit, exact. */
  unitPrice: z.string(),
  currency: z.string(),
  unit: z.string(),
});
export const requestAnswer = z.object({ label: z.string(), words: z.string() });
export const requestFile = z.object({
  id: z.uuid(),
  filename: z.string(),
  contentType: z.string(),
  size: z.number(),
});

export const serviceRequest = z.object({
  id: z.uuid(),
  name: z.string(),
  state: requestState,
  client: reference,
  requester: z.string(),
  /** The colleague who asked in place of the client. */
  enteredBy: z.string().nullable(),
  createdAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  reason: z.string(),
  ticket: z.object({ id: z.uuid(), number: z.string() }).nullable(),
});
export type ServiceRequest = z.output<typeof serviceRequest>;

export const listServiceRequests = contract({
  name: 'service_request.list',
  input: z.object({
    state: requestState.optional(),
    clientId: idOf('client').optional(),
    definitionId: idOf('service_request_definition').optional(),
    ...paging,
  }),
  output: pageOf(serviceRequest).extend({ abilities }),
});

export const getServiceRequest = contract({
  name: 'service_request.get',
  input: z.object({ id: idOf('service_request') }),
  output: serviceRequest.extend({
    definitionId: z.uuid(),
    versionNumber: z.number(),
    answers: z.array(requestAnswer.extend({ key: z.string() })),
    price: shownPrice.nullable(),
    files: z.array(requestFile),
    abilities,
  }),
});

/** In place of the client's own Admin, such as after a call. */
export const approveServiceRequest = contract({
  name: 'service_request.approve',
  input: z.object({ id: idOf('service_request') }),
  output: z.object({ id: z.uuid(), ticketId: z.uuid() }),
});

export const reasonOfRefusal = longText(1000).refine((text) => text.trim().length > 0, 'Say why, so that they know.');

export const refuseServiceRequest = contract({
  name: 'service_request.refuse',
  input: z.object({ id: idOf('service_request'), reason: reasonOfRefusal }),
  output: z.object({ id: z.uuid() }),
});
