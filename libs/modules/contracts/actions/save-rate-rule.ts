import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { isCurrency, isZone, invalid, notFound, placeFrom } from '@kelp/std';
import { saveRateRule } from '../contract';
import { contractZone } from '../contract-zone';
import {
  assertRulesNotBilled,
  lockList,
  rulesIn,
  tellRulesChanged,
  versionsOf,
  type RateRuleRow,
} from '../rate-rule-list';
import { contractLines } from '../tables';
import { rateRules } from '../tables/rate-rules';
import { assertWithin } from '../days-of-contract';
import type { ContractRecord } from '../write-line';

type Input = z.output<typeof saveRateRule.input>;

/** Refuses a line that is none of the contract's hourly ones. */
async function assertHourly(ctx: Ctx, contractId: string | null, lineId: string | undefined): Promise<void> {
  if (lineId === undefined) return;
  const line = contractId && (await ctx.db.find(contractLines, { contractId, id: lineId }));
  if (!line) throw notFound('contract line');
  if (line.kind === 'hourly') return;
  throw invalid('Special rates are for hourly lines. Choose an hourly line of this contract.', {
    lineId: 'Not hourly.',
  });
}

/** The effect as columns. A contract has one currency, so its rates have that one too. */
function effectColumns({ effect, holdsOverAgreed }: Input, contract: ContractRecord | null) {
  if (effect.kind === 'multiplier') return { rates: {}, multiplier: effect.multiplier, holdsOverAgreed };
  for (const currency of Object.keys(effect.rates)) {
    if (!isCurrency(currency)) throw invalid(`"${currency}" is not a currency. Use an ISO code such as USD.`);
    if (contract && currency !== contract.currency) {
      throw invalid(`This contract is in ${contract.currency}. Give its special rates in ${contract.currency}.`, {
        effect: `Not ${contract.currency}.`,
      });
    }
  }
  return { rates: effect.rates, multiplier: null, holdsOverAgreed };
}

async function overtimeColumns(ctx: Ctx, { overtime }: Input, contract: ContractRecord | null) {
  if (!overtime) return { overtimeMinutes: null, overtimeScope: null, overtimeZone: null };
  const zone = overtime.zone ?? (await contractZone(ctx, contract?.billingProfileId ?? null));
  if (!isZone(zone)) {
    throw invalid('This time zone is not known. Use a name such as America/Chicago.', { 'overtime.zone': 'Unknown.' });
  }
  return { overtimeMinutes: overtime.minutes, overtimeScope: overtime.scope, overtimeZone: zone };
}

/** Writes the version that begins on the day: the one before ends there, a later one stays, one of the same day is replaced. */
async function writeVersion(ctx: Ctx, versions: RateRuleRow[], facts: RuleFacts, contractId: string | null) {
  const { same, ends, validTo } = placeFrom(versions, facts.validFrom);
  const number = Math.max(0, ...versions.map((version) => version.number)) + 1;
  if (same) return ctx.db.update(rateRules, same.id, { ...facts, number });
  if (ends) await ctx.db.update(rateRules, ends.id, { validTo: facts.validFrom });
  const near = ends ?? versions.find(({ validFrom }) => validFrom > facts.validFrom);
  // A rule that had ended comes back at the end of the list: its old place may be taken.
  const position = near?.position ?? Math.max(0, ...(await rulesIn(ctx, contractId)).map((rule) => rule.position)) + 1;
  const ruleId = versions[0]?.ruleId ?? ctx.newId();
  return ctx.db.insert(rateRules, { ...facts, contractId, ruleId, number, position, validTo });
}

type RuleFacts = Awaited<ReturnType<typeof factsOf>>;

async function factsOf(ctx: Ctx, input: Input, contract: ContractRecord | null, before?: RateRuleRow) {
  const { serviceId = null, role = null, workType = null, userType = null, isAfterHours = null } = input.match;
  return {
    ...{ lineId: input.lineId ?? null, serviceId, role, workType, userType, isAfterHours },
    hoursBy: input.hoursBy ?? before?.hoursBy ?? ('minute' as const),
    ...(await overtimeColumns(ctx, input, contract)),
    ...effectColumns(input, contract),
    validFrom: input.validFrom,
  };
}

/**
 * A special hourly rate of a contract or of the workspace: a new rule at the end of its list, or a new version of one from a
 * day. Throws `contract.billed` for days of a contract that are on an invoice.
 */
export const saveRateRuleAction = defineAction(saveRateRule, {
  permission: 'rate_rule.update',
  run: async (ctx, input) => {
    const known = input.id ? await versionsOf(ctx, input.id) : [];
    const contractId = known[0] ? known[0].contractId : (input.contractId ?? null);
    const contract = await lockList(ctx, contractId);
    if (contract) assertWithin(ctx, contract, input.validFrom, 'validFrom');
    if (contract && !input.holdsOverAgreed) {
      throw invalid('A rule of the contract holds over its own rates. Only rules of the workspace give way to them.', {
        holdsOverAgreed: 'Only for the workspace.',
      });
    }
    await assertHourly(ctx, contractId, input.lineId);
    const touched = [input.lineId ?? null, ...known.map(({ lineId }) => lineId)];
    const lineId = touched.every((one) => one === touched[0]) ? (touched[0] ?? null) : null;
    await assertRulesNotBilled(ctx, contractId, lineId, input.validFrom);
    const versions = input.id ? await versionsOf(ctx, input.id) : [];
    const rule = await writeVersion(ctx, versions, await factsOf(ctx, input, contract, versions.at(-1)), contractId);
    tellRulesChanged(ctx, contract);
    return { id: rule.ruleId, number: rule.number };
  },
});
