import { defineAction, type Ctx } from '@kelp/kernel';
import { updateSlaPolicy } from '../contract';
import { assertKnown, lockLivePolicy, recomputeLater } from '../live-policy';
import { insertRevision, readPromises, type Promises } from '../policies';
import { slaPolicies } from '../tables';

/**
 * Changes a policy. Other promises are a new revision: what was decided under an old one stays, open tickets are retargeted in
 * the background by the policy's retarget mode. Making it the default takes that from the one before.
 */
export const updateSlaPolicyAction = defineAction(updateSlaPolicy, {
  permission: 'sla_policy.update',
  run: async (ctx, { id, version, name, isDefault, ...changes }) => {
    const policy = await lockLivePolicy(ctx, id);
    const isRevised = Object.values(changes).some((change) => change !== undefined);
    const revision = isRevised ? policy.revision + 1 : policy.revision;
    const becomesDefault = isDefault === true && !policy.isDefault;
    if (becomesDefault) await takeDefaultAway(ctx);
    const after = await ctx.db.update(slaPolicies, id, { name, revision, isDefault }, version);
    if (isRevised) await revise(ctx, id, policy.revision, changes);
    if (becomesDefault) await recomputeLater(ctx, { everything: true });
    else if (isRevised) await recomputeLater(ctx, { policyId: id });
    return { id, version: after.version };
  },
});

async function takeDefaultAway(ctx: Ctx): Promise<void> {
  const former = await ctx.db.find(slaPolicies, { isDefault: true, deletedAt: null });
  if (former) await ctx.db.update(slaPolicies, former.id, { isDefault: false });
}

async function revise(
  ctx: Ctx,
  id: string,
  former: number,
  changes: { [K in keyof Promises]?: Promises[K] | undefined },
): Promise<void> {
  const before = await readPromises(ctx, id, former);
  const promises: Promises = {
    calendarId: changes.calendarId ?? before.calendarId,
    targets: changes.targets ?? before.targets,
    rules: changes.rules ?? before.rules,
    settings: changes.settings ?? before.settings,
  };
  await assertKnown(ctx, promises);
  await insertRevision(ctx, id, former + 1, promises);
}
