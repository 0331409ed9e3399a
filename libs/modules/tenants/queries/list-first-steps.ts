import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { forbidden } from '@kelp/std';
import { firstStep, listFirstSteps, welcomeStep, type FirstStepCard, type WelcomeStep } from '../contract';
import { firstSteps, type StepState } from '../first-steps';
import { settingUp } from '../settings';

const freshMs = 30 * 24 * 3_600_000;

/**
 * What a fresh workspace needs and this person may do, in the order in which to do it. Fresh: without a client, or younger than 30 days;
 * later whoever has no mailbox wants none. A demo workspace is never set up.
 */
export const listFirstStepsQuery = defineQuery(listFirstSteps, {
  signedIn: true,
  run: async (ctx) => {
    if (ctx.actor.userType === 'client') throw forbidden('tenant.first_steps');
    const [states, now, tenant, { passed, dismissed }] = await Promise.all([
      ctx.askSlot(firstSteps, {}),
      ctx.time(),
      ctx.db.one<{ createdAt: Date; isDemo: boolean }>(
        sql`select created_at, is_demo from tenants where id = ${ctx.tenant}`,
      ),
      ctx.setting(settingUp),
    ]);
    const mayDismiss = ctx.can('system_settings.update');
    const isEmpty = isOpen(states, 'client');
    const isAtWork = tenant.isDemo || (!isEmpty && now.getTime() - tenant.createdAt.getTime() > freshMs);
    if (isAtWork) return { steps: [], welcome: null, mayDismiss };
    const steps = firstStep.options.flatMap((step): FirstStepCard[] => {
      const state = states.find((one) => one.step === step);
      if (!state?.isAllowed) return [];
      return [{ ...standing(state, states), isDismissed: dismissed.includes(step) }];
    });
    return { steps, welcome: welcomeAt(ctx, passed, isEmpty), mayDismiss };
  },
});

const isOpen = (states: readonly StepState[], step: StepState['step']) =>
  states.some((one) => one.step === step && !one.isDone);

function standing(
  { step, isDone, needs, test = null }: StepState,
  states: readonly StepState[],
): Omit<FirstStepCard, 'isDismissed'> {
  if (isDone) return { step, state: 'done', needs: null, test: null };
  return needs && isOpen(states, needs)
    ? { step, state: 'blocked', needs, test: null }
    : { step, state: 'open', needs: null, test };
}

/** A workspace that has clients and never began the welcome needs none. */
function welcomeAt(ctx: ReadCtx, passed: readonly WelcomeStep[], isEmpty: boolean): WelcomeStep | null {
  if (!ctx.can('system_settings.update') || (passed.length === 0 && !isEmpty)) return null;
  return welcomeStep.options.find((step) => !passed.includes(step)) ?? null;
}
