import { clients, contacts } from '@kelp/clients';
import { renderTemplate, type ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { firstName, placeProblem } from './domain/text-places';
import type { tickets } from './tables';

/** Throws invalid, naming the field, for a text with a place that cannot be filled in. */
export function assertPlaces(text: string | undefined, field: string): void {
  const problem = text === undefined ? null : placeProblem(text);
  if (problem) throw invalid(problem, { [field]: problem });
}

/** The text with the ticket's names in its places. A ticket without a contact is answered to its client, else “there”. */
export async function fillText(ctx: ReadCtx, text: string, ticket: Row<typeof tickets>): Promise<string> {
  assertPlaces(text, 'text');
  const [contact, client] = await Promise.all([
    ticket.contactId ? ctx.db.get(contacts, ticket.contactId) : null,
    ticket.clientId ? ctx.db.get(clients, ticket.clientId) : null,
  ]);
  const name = contact?.fullName ?? client?.name ?? 'there';
  const props = {
    contact: { name, first_name: contact ? firstName(contact.fullName) : name },
    client: { name: client?.name ?? '' },
    ticket: { number: ticket.numberText, title: ticket.title },
    me: { name: ctx.actor.name },
  };
  return renderTemplate({ subject: '', html: '', text }, props).text;
}
