import { defineAction } from '@kelp/kernel';
import { createSlaPolicy } from '../contract';
import { assertKnown } from '../live-policy';
import { insertRevision } from '../policies';
import { slaPolicies } from '../tables';

/** A new policy. Without targets it is a deliberate "no SLA" for whoever is given it. */
export const createSlaPolicyAction = defineAction(createSlaPolicy, {
  permission: 'sla_policy.create',
  run: async (ctx, { name, ...promises }) => {
    await assertKnown(ctx, promises);
    const { id } = await ctx.db.insert(slaPolicies, { name });
    await insertRevision(ctx, id, 1, promises);
    return { id };
  },
});
