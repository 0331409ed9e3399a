import { fillServerSlot } from '@kelp/kernel';
import { ticketReaders } from '@kelp/tickets';
import { portalPeople } from './visibility/portal-people';
import { groupsOfSight, sees, sightOfPerson } from './visibility/sight';

/** Portal users who see a ticket with this client, contact and board: by their groups, else by their role. */
export const readersOfTicket = fillServerSlot(ticketReaders, async (ctx, { clientId, contactId, boardId }) => {
  if (!clientId) return [];
  const people = await portalPeople(ctx, clientId);
  const groups = people.length > 0 ? await groupsOfSight(ctx, clientId) : [];
  const ticket = { clientId, contactId, boardId };
  return people
    .filter((person) => sees(sightOfPerson({ ...person, clientId }, groups), ticket))
    .map(({ userId, name, contactId }) => ({ userId, name, contactId }));
});
