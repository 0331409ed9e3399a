import { subscribeBatch } from '@kelp/kernel';
import { ticketCreated } from '@kelp/tickets';
import { factOf, type NewFact } from '../facts';
import { policyLadder } from '../ladder';
import { learn } from '../learn';

/** The policy by the ladder, then the clocks; a ticket may be born paused or closed. */
export const onTicketCreatedStartClocks = subscribeBatch(
  ticketCreated,
  'on-ticket-created-start-clocks',
  async (ctx, events) => {
    const choose = await policyLadder(
      ctx,
      events.map(({ payload }) => payload),
    );
    const facts = events.flatMap((event): NewFact[] => {
      const { priorityId, isPaused, isClosed } = event.payload;
      return [
        factOf(event, 'created', { ...choose(event.payload), priorityId }),
        ...(isPaused ? [factOf(event, 'paused', { reason: 'status' })] : []),
        ...(isClosed ? [factOf(event, 'closed')] : []),
      ];
    });
    await learn(ctx, facts);
  },
);
