import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { invalid, notFound, placeFrom } from '@kelp/std';
import { setRateRule } from '../contract';
import { contractUpdated } from '../events';
import { contractLines, contracts, rateRules } from '../tables';
import { assertNotBilled, assertWithin } from '../write-line';

type Input = z.output<typeof setRateRule.input>;

/** The hourly lines that a rule touches: the one it names, or all of the contract. */
async function linesOf(ctx: Ctx, { contractId, lineId }: Input) {
  const lines = await ctx.db.list(contractLines, { contractId, kind: 'hourly' });
  if (lineId === undefined) return lines;
  const line = lines.find((one) => one.id === lineId);
  if (line) return [line];
  if (await ctx.db.find(contractLines, { contractId, id: lineId })) {
    throw invalid('Special rates are for hourly lines. Choose an hourly line of this contract.', {
      lineId: 'Not hourly.',
    });
  }
  throw notFound('contract line');
}

/** A special hourly rate from a date: the rule at its position ends there, a later one stays, a rate of null only ends it. */
export const setRateRuleAction = defineAction(setRateRule, {
  permission: 'contract.update',
  run: async (ctx, input) => {
    const contract = await ctx.db.lock(contracts, input.contractId);
    assertWithin(contract, input.validFrom, 'validFrom');
    for (const line of await linesOf(ctx, input)) await assertNotBilled(ctx, line, input.validFrom);
    const id = await write(ctx, input);
    ctx.emit(contractUpdated, contract.id, { contractId: contract.id, clientId: contract.clientId });
    return { id };
  },
});

async function write(ctx: Ctx, input: Input): Promise<string> {
  const { contractId, lineId = null, rate, validFrom, match } = input;
  const rules = await ctx.db.list(rateRules, { contractId });
  const position = input.position ?? Math.max(0, ...rules.map((rule) => rule.position)) + 1;
  const { same, ends, validTo } = placeFrom(
    rules.filter((rule) => rule.position === position),
    validFrom,
  );
  if (rate === null) {
    const ended = same ?? ends;
    if (!ended) throw invalid('There is no rule at this position on this day that could end.', { position: 'Empty.' });
    if (same) await ctx.db.remove(rateRules, same.id);
    else await ctx.db.update(rateRules, ended.id, { validTo: validFrom });
    return ended.id;
  }
  const { serviceId = null, role = null, workType = null, userType = null, isAfterHours = null } = match;
  const facts = { lineId, serviceId, role, workType, userType, isAfterHours, rate };
  if (same) return (await ctx.db.update(rateRules, same.id, facts)).id;
  if (ends) await ctx.db.update(rateRules, ends.id, { validTo: validFrom });
  return (await ctx.db.insert(rateRules, { ...facts, contractId, position, validFrom, validTo })).id;
}
