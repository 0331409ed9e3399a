import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { resetFactors } from '../contract';
import { endSessions } from '../end-sessions';
import { assertProved } from '../factors/prove';
import { dropRecoveryCodes } from '../factors/recovery';
import { tellOfChange } from '../factors/tell-of-change';
import { assertActsAsOwner, isOwner } from '../owners';
import { assertMayManage } from '../pass-on';
import { mfaFactors, users } from '../tables';

/**
 * Takes all second factors of somebody who lost them, staff or client. They are signed out and told who did it; where their role demands
 * a factor, they set one up at the next sign-in. An Owner's are taken by an Owner only, the own ones by nobody: the profile is for that.
 */
export const resetFactorsAction = defineAction(resetFactors, {
  permission: 'user.reset_factors',
  run: async (ctx, { id }) => {
    await assertProved(ctx);
    const user = await ctx.db.lock(users, id);
    if (id === ctx.actor.id) throw refused('user.self', 'Remove your own second factors in your profile.');
    if (await isOwner(ctx, id)) await assertActsAsOwner(ctx);
    await assertMayManage(ctx, id);
    const factors = await ctx.db.list(mfaFactors, { userId: id });
    for (const factor of factors) await ctx.db.remove(mfaFactors, factor.id);
    await dropRecoveryCodes(ctx, id);
    if (factors.length === 0) return { id };
    const before = { secondFactors: factors.map((factor) => factor.name) };
    const after = { secondFactors: [] };
    await recordChange(ctx, { action: 'user.reset_factors', subject: 'users', subjectId: id, before, after });
    await endSessions(ctx, id);
    await tellOfChange(ctx, user, { kind: 'reset', by: ctx.actor.name });
    ctx.touch('user');
    return { id };
  },
});
