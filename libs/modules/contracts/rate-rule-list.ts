import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { Row } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { contractUpdated } from './events';
import { contractLines, contracts } from './tables';
import { rateRules } from './tables/rate-rules';
import { assertNotBilled } from './write-line';

export type RateRuleRow = Row<typeof rateRules>;

/** Every version of the rules of a contract, or of the workspace (null), in order of position and date. */
export const rulesIn = (ctx: ReadCtx, contractId: string | null): Promise<RateRuleRow[]> =>
  ctx.db.rows<RateRuleRow>(
    sql`select * from rate_rules where tenant_id = ${ctx.tenant} and contract_id is not distinct from ${contractId}::uuid
        order by position, valid_from`,
  );

/** All versions of a rule, the earliest first. Throws not_found for an unknown one. */
export async function versionsOf(ctx: ReadCtx, ruleId: string): Promise<[RateRuleRow, ...RateRuleRow[]]> {
  const [first, ...rest] = await ctx.db.list(rateRules, { ruleId }, { orderBy: 'validFrom' });
  if (!first) throw notFound('rate rule');
  return [first, ...rest];
}

/**
 * Takes the lock of the list, so that two changes cannot disagree on its order: the contract's row, or for the workspace a lock
 * of its own until the commit.
 */
export async function lockList(ctx: Ctx, contractId: string | null) {
  if (contractId) return ctx.db.lock(contracts, contractId);
  await ctx.db.rows(sql`select pg_advisory_xact_lock(hashtextextended('rate_rules ' || ${ctx.tenant}::text, 0))`);
  return null;
}

/** Refuses a change of a contract's rules from a day that is on an invoice; the rules of the workspace are like its catalogue. */
export async function assertRulesNotBilled(
  ctx: Ctx,
  contractId: string | null,
  lineId: string | null,
  from: string,
): Promise<void> {
  if (contractId === null) return;
  const lines = await ctx.db.list(contractLines, { contractId, kind: 'hourly' });
  for (const line of lines.filter(({ id }) => lineId === null || id === lineId)) await assertNotBilled(ctx, line, from);
}

/** Tells the other rooms that a contract's rules have changed. */
export function tellRulesChanged(ctx: Ctx, contract: Awaited<ReturnType<typeof lockList>>): void {
  if (contract) ctx.emit(contractUpdated, contract.id, { contractId: contract.id, clientId: contract.clientId });
}
