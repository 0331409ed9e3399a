import { contract, idOf, z } from '@kelp/kernel/contract';

/** For good, with its conversation, files and clocks. Refused while time, children or merged tickets hang on it. */
export const deleteTicket = contract({
  name: 'ticket.delete',
  input: z.object({ id: idOf('ticket') }),
  output: z.object({}),
});
