import { defineAction } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { completeMilestone } from '../contract';
import { contractToday } from '../contract-zone';
import { contractUpdated } from '../events';
import { contractLines, contracts } from '../tables';
import { projectMilestones } from '../tables/projects';
import { assertWithin, dayText } from '../days-of-contract';
import { heldOf, onInvoice } from '../write-project';

/** A milestone is reached on a day up to today and due from it; null opens it again while no invoice holds it. */
export const completeMilestoneAction = defineAction(completeMilestone, {
  permission: 'contract.update',
  run: async (ctx, { id, completedOn }) => {
    const { lineId } = await ctx.db.get(projectMilestones, id);
    const { contractId } = await ctx.db.get(contractLines, lineId);
    const contract = await ctx.db.lock(contracts, contractId);
    const line = await ctx.db.lock(contractLines, lineId);
    const { name } = await ctx.db.lock(projectMilestones, id);
    const held = (await heldOf(ctx, lineId)).get(id);
    if (held) throw onInvoice(name, held);
    if (completedOn !== null) {
      assertWithin(ctx, contract, completedOn, 'completedOn');
      if (completedOn < line.startsOn) {
        throw invalid('This is before the project begins.', {
          completedOn: `It begins on ${dayText(ctx, line.startsOn)}.`,
        });
      }
      if (completedOn > (await contractToday(ctx, contract.billingProfileId))) {
        throw invalid('A milestone is completed when it is reached. Choose today or an earlier day.', {
          completedOn: 'In the future.',
        });
      }
    }
    await ctx.db.update(projectMilestones, id, {
      completedOn,
      completedBy: completedOn === null ? null : ctx.actor.name,
    });
    ctx.emit(contractUpdated, contractId, { contractId, clientId: contract.clientId });
    return { id };
  },
});
