import { clients } from '@kelp/clients';
import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { portalPeople } from '@kelp/portal';
import { participantsOf, ticketReaders, type tickets } from '@kelp/tickets';

interface Author {
  userId?: string | null;
  contactId?: string | null;
}

/** Portal users who take part in a ticket (its contact, who watches it, who wrote on it) and see it there, without whoever did it. */
export async function portalParticipants(
  ctx: Ctx,
  ticket: Row<typeof tickets>,
  { except }: { except: Author },
): Promise<string[]> {
  const readers = await ctx.askSlot(ticketReaders, ticket);
  if (readers.length === 0) return [];
  const part = new Set((await participantsOf(ctx, ticket.id)).map(({ contactId }) => contactId));
  return readers
    .filter(({ contactId }) => contactId !== null && contactId !== except.contactId && part.has(contactId))
    .map(({ userId }) => userId)
    .filter((userId) => userId !== except.userId);
}

/** Portal users of a client, or of the one it became, who may see its invoices. */
export async function invoiceReaders(ctx: Ctx, clientId: string): Promise<string[]> {
  const { mergedIntoId } = await ctx.db.get(clients, clientId);
  const people = await portalPeople(ctx, mergedIntoId ?? clientId);
  return people.filter(({ can }) => can('portal_billing.read')).map(({ userId }) => userId);
}
