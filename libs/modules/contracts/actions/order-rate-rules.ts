import { defineAction, type Ctx } from '@kelp/kernel';
import { groupBy, invalid } from '@kelp/std';
import { orderRateRules } from '../contract';
import { assertRulesNotBilled, lockList, rulesIn, tellRulesChanged, type RateRuleRow } from '../rate-rule-list';
import { rateRules } from '../tables/rate-rules';

/** Gives a rule its place from a day on: its version of the day is cut there, later ones move along. */
async function moveRule(ctx: Ctx, versions: readonly RateRuleRow[], position: number, from: string): Promise<void> {
  let number = Math.max(...versions.map((version) => version.number));
  for (const version of versions) {
    if (version.position === position || (version.validTo !== null && version.validTo <= from)) continue;
    if (version.validFrom >= from) {
      await ctx.db.update(rateRules, version.id, { position });
      continue;
    }
    await ctx.db.update(rateRules, version.id, { validTo: from });
    number += 1;
    const { id: _id, tenantId: _tenant, createdAt: _made, updatedAt: _changed, version: _edits, ...facts } = version;
    await ctx.db.insert(rateRules, { ...facts, number, position, validFrom: from });
  }
}

/**
 * Puts the rules of a contract or of the workspace in order from a day on; days before keep the order they had. Only rules
 * that change their place get a new version; those that have ended by then may be named and have none. Throws invalid unless
 * every other is named once.
 */
export const orderRateRulesAction = defineAction(orderRateRules, {
  permission: 'rate_rule.update',
  run: async (ctx, { contractId = null, ids, from }) => {
    const contract = await lockList(ctx, contractId);
    await assertRulesNotBilled(ctx, contractId, null, from);
    const all = await rulesIn(ctx, contractId);
    const rules = groupBy(
      all.filter(({ validTo }) => validTo === null || validTo > from),
      ({ ruleId }) => ruleId,
    );
    const known = new Set(all.map(({ ruleId }) => ruleId));
    const named = new Set(ids);
    if (
      named.size !== ids.length ||
      ids.some((id) => !known.has(id)) ||
      [...rules.keys()].some((id) => !named.has(id))
    ) {
      throw invalid('The list has changed meanwhile. Reload it and order it again.', { ids: 'Not the whole list.' });
    }
    const ordered = ids.filter((id) => rules.has(id));
    for (const [index, id] of ordered.entries()) await moveRule(ctx, rules.get(id) ?? [], index + 1, from);
    tellRulesChanged(ctx, contract);
    return { ids: ordered };
  },
});
