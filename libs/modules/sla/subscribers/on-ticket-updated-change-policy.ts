import { subscribe } from '@kelp/kernel';
import { ticketUpdated } from '@kelp/tickets';
import { factOf } from '../facts';
import { policyLadder } from '../ladder';
import { learn } from '../learn';

/** Another client or board: the policy is resolved again by the ladder; clocks that the new one lacks are cancelled. */
export const onTicketUpdatedChangePolicy = subscribe(
  ticketUpdated,
  'on-ticket-updated-change-policy',
  async (ctx, event) => {
    const { fields, clientId, boardId } = event.payload;
    if (!fields.includes('clientId') && !fields.includes('boardId')) return;
    const choose = await policyLadder(ctx, [{ clientId, boardId }]);
    await learn(ctx, [factOf(event, 'retargeted', { ...choose({ clientId, boardId }) })]);
  },
);
