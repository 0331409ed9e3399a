import { defineDueKind } from '@kelp/kernel';
import { contractToday } from '../contract-zone';
import { endTimer } from '../end-timer';
import { contractEnded } from '../events';
import { contracts } from '../tables';

/** Marks contracts as ended once their last day of service is over. One that was moved meanwhile is left alone. */
export const endContractsWhenDue = defineDueKind(endTimer, 'billing', async (ctx, items) => {
  for (const { key } of items) {
    const contract = await ctx.db.lock(contracts, key);
    const today = await contractToday(ctx, contract.billingProfileId);
    if (contract.status !== 'active' || contract.endsOn === null || contract.endsOn > today) continue;
    await ctx.db.update(contracts, contract.id, { status: 'ended' });
    const { clientId, endsOn } = contract;
    ctx.emit(contractEnded, contract.id, { contractId: contract.id, clientId, endsOn });
  }
});
