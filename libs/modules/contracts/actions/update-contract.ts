import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { assertFits } from '../choose-profile';
import { updateContract } from '../contract';
import { contractToday } from '../contract-zone';
import { setEndTimer } from '../end-timer';
import { contractUpdated } from '../events';
import { billingProfiles, contracts } from '../tables';

/** Changes the facts of a contract that no invoice depends on, and puts a draft in force. */
export const updateContractAction = defineAction(updateContract, {
  permission: 'contract.update',
  run: async (ctx, { id, version, activate, ...patch }) => {
    const before = await ctx.db.lock(contracts, id);
    if (patch.billingProfileId) {
      assertFits(await ctx.db.get(billingProfiles, patch.billingProfileId), before.clientId, before.currency);
    }
    if (activate && before.status !== 'draft') {
      throw refused('contract.not_a_draft', 'Only a draft can be put in force. This contract already is or was.');
    }
    const today = await contractToday(ctx, before.billingProfileId);
    const status = before.endsOn && before.endsOn <= today ? ('ended' as const) : ('active' as const);
    const contract = await ctx.db.update(contracts, id, activate ? { ...patch, status } : patch, version);
    await setEndTimer(ctx, contract);
    ctx.emit(contractUpdated, id, { contractId: id, clientId: contract.clientId });
    return { id, version: contract.version };
  },
});
