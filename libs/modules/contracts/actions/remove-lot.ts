import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { removePrepaidLot } from '../contract';
import { contractUpdated } from '../events';
import { lotsHeld } from '../slots';
import { contractLines, contracts } from '../tables';
import { lotUses, prepaidLots } from '../tables/hours';

/** Takes back a block that was typed wrong: nothing has used it and no invoice holds it. */
export const removePrepaidLotAction = defineAction(removePrepaidLot, {
  permission: 'contract.update',
  run: async (ctx, { id }) => {
    const { lineId } = await ctx.db.get(prepaidLots, id);
    const { contractId } = await ctx.db.get(contractLines, lineId);
    const contract = await ctx.db.lock(contracts, contractId);
    await ctx.db.lock(prepaidLots, id);
    if (await ctx.db.find(lotUses, { lotId: id })) {
      throw refused('lot.used', 'Hours of this block are used already. It stays.');
    }
    const [held] = await ctx.askSlot(lotsHeld, { lotIds: [id] });
    if (held) {
      throw refused(
        'lot.billed',
        `This block is on ${held.invoice}. ${held.isDraft ? 'Delete the draft' : 'Void the invoice'} first.`,
      );
    }
    await ctx.db.remove(prepaidLots, id);
    ctx.emit(contractUpdated, contractId, { contractId, clientId: contract.clientId });
    return { id };
  },
});
