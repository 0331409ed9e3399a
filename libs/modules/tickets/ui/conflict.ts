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
}

export type PatchField = keyof TicketPatch;

type Facts = Pick<Ticket, 'title' | 'status' | 'priority' | 'impact' | 'urgency' | 'assignee' | 'client' | 'contact'>;

const valueOf: { [F in PatchField]: (ticket: Facts) => string | number | null } = {
  title: (ticket) => ticket.title,
  statusId: (ticket) => ticket.status.id,
  priorityId: (ticket) => ticket.priority.id,
  impact: (ticket) => ticket.impact,
  urgency: (ticket) => ticket.urgency,
  assignedTo: (ticket) => ticket.assignee?.id ?? null,
  clientId: (ticket) => ticket.client?.id ?? null,
  contactId: (ticket) => ticket.contact?.id ?? null,
};

/**
 * Those of the fields somebody wants to change that another person has changed meanwhile to something else than wanted. When there is
 * none (a comment arrived, another field moved) the change can be applied again without asking.
 */
export function conflicts(seen: Facts, now: Facts, patch: TicketPatch): PatchField[] {
  const fields = Object.keys(patch) as PatchField[];
  return fields.filter((field) => {
    const current = valueOf[field](now);
    return current !== valueOf[field](seen) && current !== patch[field];
  });
}

/** The patch that takes a patch back. */
export function inverse(before: Facts, patch: TicketPatch): TicketPatch {
  const fields = Object.keys(patch) as PatchField[];
  return Object.fromEntries(fields.map((field) => [field, valueOf[field](before)])) as TicketPatch;
}
