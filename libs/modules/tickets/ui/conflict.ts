import type { Ticket } from './ticket-queries';

/** Facts that a person edits in place. */
export interface TicketPatch {
  title?: string;
  statusId?: string;
  priorityId?: string;
  impact?: number;
  urgency?: number;
  assignedTo?: string | null;
  clientId?: string | null;
  contactId?: string | null;
  locationId?: string | null;
  teamId?: string | null;
  agentIds?: string[];
  typeId?: string | null;
  categoryId?: string | null;
  subcategoryId?: string | null;
  resolutionCodeId?: string | null;
  dueAt?: Date | null;
  estimateMinutes?: number | null;
  isPriorityOverridden?: boolean;
  closeOverrideReason?: string;
}

export type PatchField = keyof TicketPatch;

type Facts = Pick<
  Ticket,
  | 'title'
  | 'status'
  | 'priority'
  | 'impact'
  | 'urgency'
  | 'assignee'
  | 'client'
  | 'contact'
  | 'location'
  | 'team'
  | 'agents'
  | 'type'
  | 'category'
  | 'subcategory'
  | 'resolutionCode'
  | 'dueAt'
  | 'estimateMinutes'
  | 'isPriorityOverridden'
>;

const valueOf: { [F in PatchField]: (ticket: Facts) => TicketPatch[F] | null } = {
  title: (ticket) => ticket.title,
  statusId: (ticket) => ticket.status.id,
  priorityId: (ticket) => ticket.priority.id,
  impact: (ticket) => ticket.impact,
  urgency: (ticket) => ticket.urgency,
  assignedTo: (ticket) => ticket.assignee?.id ?? null,
  clientId: (ticket) => ticket.client?.id ?? null,
  contactId: (ticket) => ticket.contact?.id ?? null,
  locationId: (ticket) => ticket.location?.id ?? null,
  teamId: (ticket) => ticket.team?.id ?? null,
  agentIds: (ticket) => ticket.agents.map(({ id }) => id),
  typeId: (ticket) => ticket.type?.id ?? null,
  categoryId: (ticket) => ticket.category?.id ?? null,
  subcategoryId: (ticket) => ticket.subcategory?.id ?? null,
  resolutionCodeId: (ticket) => ticket.resolutionCode?.id ?? null,
  dueAt: (ticket) => ticket.dueAt,
  estimateMinutes: (ticket) => ticket.estimateMinutes,
  isPriorityOverridden: (ticket) => ticket.isPriorityOverridden,
  // a reason goes with the closing and is nobody's earlier value
  closeOverrideReason: () => null,
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Those of the fields somebody wants to change that another person has changed meanwhile to something else than wanted. When there is
 * none (a comment arrived, another field moved) the change can be applied again without asking.
 */
export function conflicts(seen: Facts, now: Facts, patch: TicketPatch): PatchField[] {
  const fields = Object.keys(patch) as PatchField[];
  return fields.filter((field) => {
    const current = valueOf[field](now);
    return !isSame(current, valueOf[field](seen)) && !isSame(current, patch[field]);
  });
}

/** The patch that takes a patch back. */
export function inverse(before: Facts, patch: TicketPatch): TicketPatch {
  const fields = (Object.keys(patch) as PatchField[]).filter((field) => field !== 'closeOverrideReason');
  return Object.fromEntries(fields.map((field) => [field, valueOf[field](before)])) as TicketPatch;
}
