import { defineAction } from '@kelp/kernel';
import { formatMoney, refused, roundHalfAway } from '@kelp/std';
import { addDeposit, removeDeposit } from '../contract';
import { contractUpdated } from '../events';
import { contractLines, contracts } from '../tables';
import { projectDeposits } from '../tables/projects';
import { assertWithin } from '../days-of-contract';
import { heldOf, onInvoice } from '../write-project';

/** Agrees a deposit of a project: billed from its day on, and taken off the final invoice. */
export const addDepositAction = defineAction(addDeposit, {
  permission: 'contract.update',
  run: async (ctx, { lineId, ...deposit }) => {
    const { contractId } = await ctx.db.get(contractLines, lineId);
    const contract = await ctx.db.lock(contracts, contractId);
    const line = await ctx.db.lock(contractLines, lineId);
    if (line.kind !== 'project') {
      throw refused('contract.not_a_project', `${line.name} is no project. Only projects have deposits.`);
    }
    assertWithin(ctx, contract, deposit.dueOn, 'dueOn');
    const { id } = await ctx.db.insert(projectDeposits, { lineId, ...deposit });
    ctx.emit(contractUpdated, contractId, { contractId, clientId: contract.clientId });
    return { id };
  },
});

/** Takes back a deposit that no invoice holds. */
export const removeDepositAction = defineAction(removeDeposit, {
  permission: 'contract.update',
  run: async (ctx, { id }) => {
    const { lineId } = await ctx.db.get(projectDeposits, id);
    const { contractId } = await ctx.db.get(contractLines, lineId);
    const contract = await ctx.db.lock(contracts, contractId);
    const { amount } = await ctx.db.lock(projectDeposits, id);
    const held = (await heldOf(ctx, lineId)).get(id);
    if (held) {
      throw onInvoice(`The deposit of ${formatMoney(roundHalfAway(amount), contract.currency, ctx.locale)}`, held);
    }
    await ctx.db.remove(projectDeposits, id);
    ctx.emit(contractUpdated, contractId, { contractId, clientId: contract.clientId });
    return { id };
  },
});
