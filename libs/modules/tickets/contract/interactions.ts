import { contract, idOf, z } from '@kelp/kernel/contract';

export const makeTicketOfInteraction = contract({
  name: 'interaction.make_ticket',
  input: z.object({ interactionId: idOf('interaction'), boardId: idOf('board').optional() }),
  output: z.object({ id: z.uuid(), number: z.string() }),
});
