import { contract, idOf, z } from '@kelp/kernel/contract';

/** A to-do of one's own list becomes a ticket; the to-do is done. */
export const createTicketFromToDo = contract({
  name: 'ticket.create_from_to_do',
  input: z.object({ toDoId: idOf('to-do'), version: z.number().int(), clientId: idOf('client').nullish() }),
  output: z.object({ id: z.uuid(), number: z.string() }),
});
