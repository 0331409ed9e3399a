import { subscribe } from '@kelp/kernel';
import { ticketCreated } from '@kelp/tickets';
import { factOf, type NewFact } from '../facts';
import { policyLadder } from '../ladder';
import { learn } from '../learn';

/** The policy by the ladder, then the clocks; a ticket may be born paused or closed. */
export const onTicketCreatedStartClocks = subscribe(
  ticketCreated,
  'on-ticket-created-start-clocks',
  async (ctx, event) => {
    const { clientId, boardId, priorityId, isPaused, isClosed } = event.payload;
    const choose = await policyLadder(ctx, [{ clientId, boardId }]);
    const facts: NewFact[] = [factOf(event, 'created', { ...choose({ clientId, boardId }), priorityId })];
    if (isPaused) facts.push(factOf(event, 'paused', { reason: 'status' }));
    if (isClosed) facts.push(factOf(event, 'closed'));
    await learn(ctx, facts);
  },
);
