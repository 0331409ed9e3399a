import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { addPrepaidLot } from '../contract';
import { contractUpdated } from '../events';
import { contractLines, contracts } from '../tables';
import { prepaidLots } from '../tables/hours';
import { assertServes, assertWithin } from '../days-of-contract';

/** Sells a block of prepaid time on a prepaid line. */
export const addPrepaidLotAction = defineAction(addPrepaidLot, {
  permission: 'contract.update',
  run: async (ctx, { lineId, ...lot }) => {
    const { contractId } = await ctx.db.get(contractLines, lineId);
    const contract = await ctx.db.lock(contracts, contractId);
    const line = await ctx.db.lock(contractLines, lineId);
    if (line.kind !== 'prepaid') {
      throw refused('contract.not_prepaid', `${line.name} has no prepaid hours. Add a line of prepaid hours first.`);
    }
    assertWithin(ctx, contract, lot.boughtOn, 'boughtOn');
    assertServes(ctx, line, lot.boughtOn);
    const { id } = await ctx.db.insert(prepaidLots, { lineId, ...lot });
    ctx.emit(contractUpdated, contractId, { contractId, clientId: contract.clientId });
    return { id };
  },
});
