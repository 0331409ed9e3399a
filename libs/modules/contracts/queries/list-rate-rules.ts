import { services } from '@kelp/catalog';
import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy, inForce, localDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { listRateRules, type RateRuleCard } from '../contract';
import { contractZone } from '../contract-zone';
import { rateRuleSentence } from '../domain/rate-rule-sentence';
import { rulesIn, type RateRuleRow } from '../rate-rule-list';
import { contractLines, contracts } from '../tables';

/** The effect of a row as the contract says it. */
export const effectOf = ({ multiplier, rates }: Pick<RateRuleRow, 'multiplier' | 'rates'>): RateRuleCard['effect'] =>
  multiplier === null ? { kind: 'rate', rates } : { kind: 'multiplier', multiplier };

export const overtimeOf = (
  row: Pick<RateRuleRow, 'overtimeMinutes' | 'overtimeScope' | 'overtimeZone'>,
): RateRuleCard['overtime'] =>
  row.overtimeMinutes !== null && row.overtimeScope !== null && row.overtimeZone !== null
    ? { minutes: row.overtimeMinutes, scope: row.overtimeScope, zone: row.overtimeZone }
    : null;

/** Rules with the names of what they name, and each as a sentence. */
export async function ruleCards(ctx: ReadCtx, rows: readonly RateRuleRow[]): Promise<RateRuleCard[]> {
  const ids = (key: 'serviceId' | 'lineId') => [...new Set(rows.flatMap((row) => row[key] ?? []))];
  const [served, lines] = await Promise.all([
    ctx.db.list(services, { id: ids('serviceId') }),
    ctx.db.list(contractLines, { id: ids('lineId') }),
  ]);
  const names = new Map([...served, ...lines].map(({ id, name }) => [id, name]));
  const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
  return rows.map((row) => {
    const [line, service] = [named(row.lineId), named(row.serviceId)];
    const shown = { ...row, id: row.ruleId, line, service, overtime: overtimeOf(row), effect: effectOf(row) };
    const facts = { ...shown, serviceName: service?.name ?? null, lineName: line?.name ?? null };
    return { ...shown, sentence: rateRuleSentence(facts, ctx.locale) };
  });
}

/** Currencies that rates can be asked for in: the workspace's and those of its contracts and profiles. */
async function currenciesOf(ctx: ReadCtx): Promise<string[]> {
  const { currency } = await readTenant(ctx);
  const rows = await ctx.db.rows<{ currency: string }>(
    sql`select currency from contracts where tenant_id = ${ctx.tenant} union select currency from billing_profiles where tenant_id = ${ctx.tenant}
        order by currency`,
  );
  return [...new Set([currency, ...rows.map((row) => row.currency)])];
}

/** The rules of a contract, or of the workspace, in the order in which they are tried, with what is to come and what is over. */
export const listRateRulesQuery = defineQuery(listRateRules, {
  permission: 'rate_rule.read',
  run: async (ctx, { contractId = null }) => {
    const contract = contractId === null ? null : await ctx.db.get(contracts, contractId);
    const [zone, rows, currencies, roles, people, now] = await Promise.all([
      contractZone(ctx, contract?.billingProfileId ?? null),
      rulesIn(ctx, contractId),
      contract ? [contract.currency] : currenciesOf(ctx),
      ctx.db.rows<{ name: string }>(sql`select name from roles where tenant_id = ${ctx.tenant} and msp order by name`),
      ctx.db.rows<{ id: string; name: string }>(
        sql`select id, name from users where tenant_id = ${ctx.tenant} and type = 'internal' and is_active order by name limit 500`,
      ),
      ctx.time(),
    ]);
    const today = localDate(now, zone);
    const cards = await ruleCards(ctx, rows);
    const rules = [...groupBy(cards, ({ id }) => id).values()]
      .flatMap((versions) => inForce(versions, today) ?? versions.find(({ validFrom }) => validFrom > today) ?? [])
      .sort((a, b) => a.position - b.position);
    const others = cards.filter((card) => !rules.includes(card)).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
    return {
      ...{ rules, others, currencies, roles: roles.map(({ name }) => name), people, zone, today },
      abilities: abilitiesOf(ctx, ['rate_rule.update']),
    };
  },
});
