import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid, isCurrency, refused } from '@kelp/std';
import { assertFits, chooseProfile } from '../choose-profile';
import { updateContract } from '../contract';
import { contractToday } from '../contract-zone';
import { setEndTimer } from '../end-timer';
import { contractUpdated } from '../events';
import { billingProfiles, contractLines, contracts } from '../tables';
import type { ContractRecord } from '../write-line';

/**
 * The currency and profile that a contract changes to. Prices count minor units of one currency, and what is billed stays, so a
 * contract with lines keeps its own: a client who changes currency ends one contract and starts another.
 */
async function changeCurrency(ctx: Ctx, before: ContractRecord, currency: string, profileId: string | undefined) {
  if (!isCurrency(currency)) throw invalid(`"${currency}" is not a currency. Use an ISO code such as USD.`);
  if (await ctx.db.find(contractLines, { contractId: before.id })) {
    throw refused(
      'contract.currency_in_use',
      `${before.name} is priced in ${before.currency}. End it, and make a contract in ${currency} from that day on.`,
    );
  }
  if (before.clientId === null) return { currency };
  const profile = await chooseProfile(ctx, before.clientId, { currency, billingProfileId: profileId });
  return { currency, billingProfileId: profile.id };
}

/** Changes the facts of a contract that no invoice depends on, and puts a draft in force. */
export const updateContractAction = defineAction(updateContract, {
  permission: 'contract.update',
  run: async (ctx, { id, version, activate, currency, ...given }) => {
    const before = await ctx.db.lock(contracts, id);
    const changes = currency !== undefined && currency !== before.currency;
    const patch = { ...given, ...(changes ? await changeCurrency(ctx, before, currency, given.billingProfileId) : {}) };
    if (patch.billingProfileId) {
      const profile = await ctx.db.get(billingProfiles, patch.billingProfileId);
      assertFits(profile, before.clientId, changes ? currency : before.currency);
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
