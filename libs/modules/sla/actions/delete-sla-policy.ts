import { refused } from '@kelp/std';
import { defineAction } from '@kelp/kernel';
import { deleteSlaPolicy } from '../contract';
import { lockLivePolicy, recomputeLater } from '../live-policy';
import { slaPolicies } from '../tables';

/** Takes a policy out of use: clients and boards that ask for it fall through to the next level. Its history stays. */
export const deleteSlaPolicyAction = defineAction(deleteSlaPolicy, {
  permission: 'sla_policy.delete',
  run: async (ctx, { id }) => {
    const policy = await lockLivePolicy(ctx, id);
    if (policy.isDefault) {
      throw refused('sla_policy.is_default', 'This is the default SLA policy. Make another one the default first.');
    }
    await ctx.db.update(slaPolicies, id, { deletedAt: ctx.now() });
    await recomputeLater(ctx, { policyId: id });
    return { id };
  },
});
