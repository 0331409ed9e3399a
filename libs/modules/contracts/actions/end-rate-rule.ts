import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { endRateRule } from '../contract';
import { assertRulesNotBilled, lockList, tellRulesChanged, versionsOf } from '../rate-rule-list';
import { rateRules } from '../tables/rate-rules';

/**
 * Ends a rule: from the day on the next that matches wins. Versions that would begin later go. Throws `rate_rule.over` for one
 * that has ended by then, `contract.billed` for days that are on an invoice.
 */
export const endRateRuleAction = defineAction(endRateRule, {
  permission: 'rate_rule.update',
  run: async (ctx, { id, validTo }) => {
    const [first] = await versionsOf(ctx, id);
    const contract = await lockList(ctx, first.contractId);
    const versions = await versionsOf(ctx, id);
    const open = versions.filter((version) => version.validTo === null || version.validTo > validTo);
    if (open.length === 0) throw refused('rate_rule.over', 'This rule has ended by then. Choose an earlier day.');
    for (const { lineId } of open) await assertRulesNotBilled(ctx, first.contractId, lineId, validTo);
    for (const version of open) {
      if (version.validFrom >= validTo) await ctx.db.remove(rateRules, version.id);
      else await ctx.db.update(rateRules, version.id, { validTo });
    }
    tellRulesChanged(ctx, contract);
    return { id };
  },
});
