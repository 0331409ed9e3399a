import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { endTimer } from './end-timer';
import { contractUpdated } from './events';
import { billedUntil } from './slots';
import { contractLines, contractLineServices, contractLineTerms, contracts, contractVersions } from './tables';

/**
 * Removes a line that an import wrote, whatever the state of its contract, as long as no invoice and no time stands on it. No door offers
 * this. What else refers to it stands in the way, and the database refuses. Returns the contract's id.
 */
export async function takeBackLine(ctx: Ctx, lineId: string): Promise<string> {
  ctx.require('contract.update');
  const { contractId } = await ctx.db.get(contractLines, lineId);
  const contract = await ctx.db.lock(contracts, contractId);
  const line = await ctx.db.lock(contractLines, lineId);
  const worked = await ctx.db.maybe(
    sql`select 1 from time_entries where tenant_id = ${ctx.tenant} and (contract_line_id = ${lineId} or ${lineId}::text = any(line_candidates)) limit 1`,
  );
  if (worked || (await ctx.askSlot(billedUntil, { lineId })) !== null)
    throw refused(
      'contract.in_use',
      `Invoices or time stand on ${line.name}, so it was left as it is. End it instead.`,
    );
  for (const table of [contractLineTerms, contractLineServices])
    for (const row of await ctx.db.list(table, { lineId })) await ctx.db.remove(table, row.id);
  await ctx.db.remove(contractLines, lineId);
  ctx.emit(contractUpdated, contractId, { contractId, clientId: contract.clientId });
  return contractId;
}

/** Removes a contract that an import wrote once its last line is gone and nobody has changed it. No door offers this. */
export async function takeBackContract(ctx: Ctx, id: string): Promise<void> {
  ctx.require('contract.update');
  const { version } = await ctx.db.lock(contracts, id);
  if (version > 1 || (await ctx.db.find(contractLines, { contractId: id }))) return;
  await ctx.setDue(endTimer, id, null);
  for (const row of await ctx.db.list(contractVersions, { contractId: id }))
    await ctx.db.remove(contractVersions, row.id);
  await ctx.db.remove(contracts, id);
}
