import type { Ctx, ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid, notFound } from '@kelp/std';
import { belongsTo } from '../belongs-to';
import { interactionTypes, type interactions } from '../interaction-tables';
import { clients, contacts } from '../tables';
import { ticketsNamed, type TicketFacts } from './slots';

type Interaction = Row<typeof interactions>;

interface Whom {
  clientId?: string | null | undefined;
  contactId?: string | null | undefined;
  ticketId?: string | null | undefined;
}

/** The ticket, when the caller may see it; not_found otherwise. */
export async function findTicket(ctx: ReadCtx, id: string): Promise<TicketFacts> {
  const [ticket] = await ctx.askSlot(ticketsNamed, { ids: [id] });
  if (!ticket) throw notFound('ticket');
  return ticket;
}

/**
 * Client, contact and ticket that fit together: what is not given comes from the ticket, then from the contact. Refuses nobody at all, and
 * a contact of another client. `before` is what stands for what is not given.
 */
export async function whomOf(ctx: Ctx, given: Whom, before?: Interaction) {
  const ticketId = given.ticketId === undefined ? (before?.ticketId ?? null) : given.ticketId;
  // A ticket that stands already may have gone out of the writer's sight.
  const ticket = given.ticketId ? await findTicket(ctx, given.ticketId) : null;
  const contactId = (given.contactId === undefined ? before?.contactId : given.contactId) ?? ticket?.contactId ?? null;
  const contact = contactId ? await ctx.db.get(contacts, contactId) : null;
  const kept = given.clientId === undefined ? before?.clientId : given.clientId;
  const clientId = kept ?? ticket?.clientId ?? contact?.clientId ?? null;
  if (!clientId && !contactId)
    throw invalid('Say with whom it was.', { clientId: 'Choose a client, a contact, or a ticket that has one.' });
  if (clientId) await ctx.db.get(clients, clientId);
  if (contact && !(await belongsTo(ctx, contact, clientId)))
    throw invalid('This contact belongs to another client.', { contactId: 'Choose a contact of this client.' });
  if (ticket?.clientId && ticket.clientId !== clientId)
    throw invalid('This ticket is another client’s.', { ticketId: 'Choose a ticket of this client.' });
  return { clientId, contactId, ticketId };
}

interface Span {
  startAt?: Date | undefined;
  endAt?: Date | null | undefined;
  minutes?: number | null | undefined;
}

/**
 * Start, end and duration: end minus start when both are known, in whole minutes. A duration alone has just ended, and one that is changed
 * alone moves the end.
 */
export function spanOf(given: Span, now: Date, before?: Interaction) {
  const minutes = given.minutes === undefined ? undefined : given.minutes;
  const isLengthAlone = typeof minutes === 'number' && given.endAt === undefined;
  const startAt =
    given.startAt ??
    before?.startAt ??
    (isLengthAlone ? new Date(now.getTime() - minutes * 60_000) : (given.endAt ?? now));
  const endAt = isLengthAlone
    ? new Date(startAt.getTime() + minutes * 60_000)
    : given.endAt === undefined
      ? movedEnd(startAt, before, minutes === null)
      : given.endAt;
  if (endAt && endAt < startAt) throw invalid('It cannot end before it began.', { endAt: 'Give a later end.' });
  const durationMinutes = endAt ? Math.round((endAt.getTime() - startAt.getTime()) / 60_000) : null;
  if (durationMinutes !== null && durationMinutes > 100_000)
    throw invalid('This is longer than two months.', { endAt: 'Give an earlier end.' });
  return { startAt, endAt, durationMinutes };
}

/** A start that moves takes the end along. */
function movedEnd(startAt: Date, before: Interaction | undefined, isUnset: boolean): Date | null {
  if (isUnset || !before?.endAt) return null;
  return new Date(before.endAt.getTime() + startAt.getTime() - before.startAt.getTime());
}

/** Refuses a type that is no longer offered. */
export async function assertTypeOffered(ctx: ReadCtx, typeId: string): Promise<void> {
  const type = await ctx.db.get(interactionTypes, typeId);
  if (type.removedAt) throw invalid(`“${type.name}” was removed.`, { typeId: 'Choose one of the types on offer.' });
}
