import { defineAction } from '@kelp/kernel';
import { requireFactor } from '../contract';
import { assertProved } from '../factors/prove';
import { assertActsAsOwner } from '../owners';
import { roles } from '../tables';
import { ownerRole } from '../domain/shipped-roles';

/**
 * Whether the people of a role must have a second factor, and from when. Until then they are asked at each sign-in, afterwards nothing is
 * open to them before they have one. Asking again moves the day only when it was not demanded before.
 */
export const requireFactorAction = defineAction(requireFactor, {
  permission: 'role.update',
  run: async (ctx, { id, isRequired, graceDays }) => {
    await assertProved(ctx);
    const role = await ctx.db.lock(roles, id);
    if (role.msp && role.name === ownerRole) await assertActsAsOwner(ctx);
    const from = isRequired ? (role.secondFactorFrom ?? new Date(ctx.now().getTime() + graceDays * 86_400_000)) : null;
    await ctx.db.update(roles, id, { secondFactorFrom: from });
    ctx.touch('role');
    ctx.touch('user');
    return { id, from };
  },
});
