import { defineAction } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { endLine } from '../contract';
import { contractUpdated } from '../events';
import { contractLines, contracts } from '../tables';
import { dayText } from '../days-of-contract';
import { assertNotBilled } from '../write-line';

/** Ends one line of a contract, moves its end, or (null) takes the end away. Days that are billed stay days of service. */
export const endLineAction = defineAction(endLine, {
  permission: 'contract.update',
  run: async (ctx, { lineId, endsOn }) => {
    const { contractId } = await ctx.db.get(contractLines, lineId);
    const contract = await ctx.db.lock(contracts, contractId);
    const line = await ctx.db.lock(contractLines, lineId);
    if (endsOn !== null && endsOn < line.startsOn) {
      throw invalid('The line would end before it begins.', { endsOn: `It begins on ${dayText(ctx, line.startsOn)}.` });
    }
    if (endsOn !== null) await assertNotBilled(ctx, line, endsOn);
    await ctx.db.update(contractLines, lineId, { endsOn });
    ctx.emit(contractUpdated, contractId, { contractId, clientId: contract.clientId });
    return { contractId };
  },
});
