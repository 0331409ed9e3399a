import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { forbidden } from '@kelp/std';
import { firstStep, listFirstSteps } from '../contract';
import { firstSteps } from '../first-steps';

const freshMs = 30 * 24 * 3_600_000;

/**
 * What a fresh workspace still needs and this person may do, in the order in which to do it. Fresh: without a client, or younger than 30 days;
 * later whoever has no mailbox wants none.
 */
export const listFirstStepsQuery = defineQuery(listFirstSteps, {
  signedIn: true,
  run: async (ctx) => {
    if (ctx.actor.userType === 'client') throw forbidden('tenant.first_steps');
    const [states, now, tenant] = await Promise.all([
      ctx.askSlot(firstSteps, {}),
      ctx.time(),
      ctx.db.one<{ createdAt: Date }>(sql`select created_at from tenants where id = ${ctx.tenant}`),
    ]);
    const isEmpty = states.some(({ step, isDone }) => step === 'client' && !isDone);
    if (!isEmpty && now.getTime() - tenant.createdAt.getTime() > freshMs) return { steps: [] };
    const open = states.filter(({ isDone, isAllowed }) => isAllowed && !isDone).map(({ step }) => step);
    return { steps: firstStep.options.filter((step) => open.includes(step)) };
  },
});
