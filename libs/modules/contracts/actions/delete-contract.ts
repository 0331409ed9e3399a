import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { deleteContract } from '../contract';
import { discounts } from '../tables/discounts';
import { prepaidLots } from '../tables/hours';
import { contractLineMembers } from '../tables/members';
import { projectDeposits, projectMilestones } from '../tables/projects';
import { quantityEvents } from '../tables/quantity-events';
import { contractLines, contractLineServices, contractLineTerms, contracts, contractVersions } from '../tables';
import { rateRules } from '../tables/rate-rules';

/** Deletes a draft with its lines. What was ever in force stays: invoices and time refer to it. */
export const deleteContractAction = defineAction(deleteContract, {
  permission: 'contract.delete',
  run: async (ctx, { id }) => {
    const contract = await ctx.db.lock(contracts, id);
    if (contract.status !== 'draft') {
      throw refused('contract.not_a_draft', 'Only a draft can be deleted. End this contract instead.');
    }
    const lineId = (await ctx.db.list(contractLines, { contractId: id })).map((line) => line.id);
    for (const rule of await ctx.db.list(rateRules, { contractId: id })) await ctx.db.remove(rateRules, rule.id);
    for (const terms of await ctx.db.list(contractLineTerms, { lineId }))
      await ctx.db.remove(contractLineTerms, terms.id);
    for (const one of await ctx.db.list(contractLineServices, { lineId }))
      await ctx.db.remove(contractLineServices, one.id);
    for (const one of await ctx.db.list(contractLineMembers, { lineId }))
      await ctx.db.remove(contractLineMembers, one.id);
    for (const one of await ctx.db.list(quantityEvents, { lineId })) await ctx.db.remove(quantityEvents, one.id);
    for (const lot of await ctx.db.list(prepaidLots, { lineId })) await ctx.db.remove(prepaidLots, lot.id);
    for (const table of [projectMilestones, projectDeposits])
      for (const one of await ctx.db.list(table, { lineId })) await ctx.db.remove(table, one.id);
    for (const target of [{ contractId: id }, { lineId }])
      for (const one of await ctx.db.list(discounts, target)) await ctx.db.remove(discounts, one.id);
    for (const line of lineId) await ctx.db.remove(contractLines, line);
    for (const one of await ctx.db.list(contractVersions, { contractId: id }))
      await ctx.db.remove(contractVersions, one.id);
    await ctx.db.remove(contracts, id);
    ctx.touch('contract');
    return { id };
  },
});
