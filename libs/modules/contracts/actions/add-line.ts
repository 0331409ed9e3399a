import { defineAction } from '@kelp/kernel';
import { addLine } from '../contract';
import { fallWarnings } from '../domain/usage-sentence';
import { contractUpdated } from '../events';
import { contracts } from '../tables';
import { assertWithin } from '../days-of-contract';
import { insertLine, versionFrom } from '../write-line';

/** Adds a line from a date; the contract gets a version there. */
export const addLineAction = defineAction(addLine, {
  permission: 'contract.update',
  run: async (ctx, { contractId, startsOn, line }) => {
    const contract = await ctx.db.lock(contracts, contractId);
    const from = startsOn ?? contract.startsOn;
    assertWithin(ctx, contract, from, 'startsOn');
    const written = await insertLine(ctx, contract, await versionFrom(ctx, contractId, from), line);
    ctx.emit(contractUpdated, contractId, { contractId, clientId: contract.clientId });
    const warnings = line.kind === 'usage' ? fallWarnings(line.pricing, contract.currency) : [];
    return { id: written.id, warnings };
  },
});
