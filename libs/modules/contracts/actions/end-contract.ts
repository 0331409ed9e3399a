import { defineAction } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { endContract } from '../contract';
import { contractToday } from '../contract-zone';
import { setEndTimer } from '../end-timer';
import { contractEnded, contractUpdated } from '../events';
import { contractLines, contracts } from '../tables';
import { dayText } from '../days-of-contract';
import { assertNotBilled } from '../write-line';

/**
 * Ends a contract on a date, moves its end, or (null) takes the end away. Days that are billed stay days of service. An end
 * in the past takes effect at once, one to come when its day begins.
 */
export const endContractAction = defineAction(endContract, {
  permission: 'contract.update',
  run: async (ctx, { id, endsOn }) => {
    const before = await ctx.db.lock(contracts, id);
    if (before.status === 'draft') {
      throw refused(
        'contract.draft',
        'This contract is a draft: nothing is in force that could end. Put it in force first.',
      );
    }
    if (endsOn !== null && endsOn < before.startsOn) {
      throw invalid('The contract would end before it begins.', {
        endsOn: `It begins on ${dayText(ctx, before.startsOn)}.`,
      });
    }
    if (endsOn !== null) {
      for (const line of await ctx.db.list(contractLines, { contractId: id })) await assertNotBilled(ctx, line, endsOn);
    }
    const hasEnded = endsOn !== null && endsOn <= (await contractToday(ctx, before.billingProfileId));
    const contract = await ctx.db.update(contracts, id, { endsOn, status: hasEnded ? 'ended' : 'active' });
    await setEndTimer(ctx, contract);
    const reference = { contractId: id, clientId: contract.clientId };
    if (hasEnded && before.status !== 'ended') ctx.emit(contractEnded, id, { ...reference, endsOn });
    else ctx.emit(contractUpdated, id, reference);
    return { id, status: contract.status };
  },
});
