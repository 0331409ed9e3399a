import { invalid, refused } from '@kelp/std';
import type { Ctx } from '@kelp/kernel';
import { belongsTo, clientLocations, clients, contacts, refuseMergedClient, refuseMergedContact } from '@kelp/clients';
import type { Row } from '@kelp/platform/db';
import { boards, statuses } from './tables';

/**
 * The board asked for, or the first active one. Staff may not choose a board that is out of use; what arrives by itself (mail, portal) goes
 * to the first active one instead, so that no request is lost.
 */
export async function chooseBoard(
  ctx: Ctx,
  boardId: string | undefined,
  arrivesByItself = false,
): Promise<Row<typeof boards>> {
  if (boardId) {
    const board = await ctx.db.get(boards, boardId);
    if (board.isActive) return board;
    if (!arrivesByItself)
      throw invalid('This board is out of use.', { boardId: 'Choose an active board, or activate this one.' });
  }
  const [first] = await ctx.db.list(boards, { isActive: true }, { orderBy: 'position', limit: 1 });
  if (!first) throw refused('board.missing', 'There is no active board. Create one in the settings first.');
  return first;
}

/** The default status of a board. */
export async function defaultStatus(ctx: Ctx, boardId: string): Promise<Row<typeof statuses>> {
  const status = await ctx.db.find(statuses, { boardId, isDefault: true });
  if (!status)
    throw refused('board.no_default_status', 'This board has no default status. Choose one in its settings.');
  return status;
}

/** Refuses a status that was removed from its board. */
export function assertStatusOffered(status: Row<typeof statuses>): void {
  if (status.removedAt) throw invalid('This status was removed.', { statusId: 'Choose one of the board’s statuses.' });
}

/** Client and contact that fit together: a contact brings its own client along; one who does not belong to the chosen client is refused. */
export async function chooseRequester(ctx: Ctx, clientId: string | null, contactId: string | null) {
  const contact = contactId ? await ctx.db.get(contacts, contactId) : undefined;
  if (contact) refuseMergedContact(contact);
  const chosen = clientId ?? contact?.clientId ?? null;
  if (contact && !(await belongsTo(ctx, contact, chosen))) {
    throw invalid('This contact belongs to another client.', { contactId: 'Choose a contact of the ticket’s client.' });
  }
  if (chosen && !ctx.caller.isMuted) {
    const client = await ctx.db.get(clients, chosen);
    refuseMergedClient(client);
    if (client.isInactive && !ctx.can('client.serve_inactive'))
      throw refused('client.inactive', `${client.name} is inactive. Activate the client before opening a ticket.`);
  }
  return { clientId: chosen, contactId };
}

/** A location of the ticket's client; null for none. One of another client is refused. */
export async function chooseLocation(
  ctx: Ctx,
  clientId: string | null,
  locationId: string | null | undefined,
): Promise<{ locationId: string | null }> {
  if (!locationId) return { locationId: null };
  const location = await ctx.db.get(clientLocations, locationId);
  if (location.clientId === clientId) return { locationId };
  throw invalid('This location belongs to another client.', {
    locationId: 'Choose a location of the ticket’s client.',
  });
}
