import { defineAction } from '@kelp/kernel';
import { dismissFirstStep, passWelcome } from '../contract';
import { lockWorkspace } from '../lock-workspace';
import { settingUp } from '../settings';

const permission = 'system_settings.update';

/** The welcome goes on behind these pages the next time. */
export const passWelcomeAction = defineAction(passWelcome, {
  permission,
  run: async (ctx, { steps }) => {
    await lockWorkspace(ctx);
    const before = await ctx.setting(settingUp);
    await ctx.saveSetting(settingUp, { ...before, passed: [...new Set([...before.passed, ...steps])] });
    ctx.touch('tenant');
    return {};
  },
});

/** Whether everyone's list of first steps shows this one. */
export const dismissFirstStepAction = defineAction(dismissFirstStep, {
  permission,
  run: async (ctx, { step, isDismissed }) => {
    await lockWorkspace(ctx);
    const before = await ctx.setting(settingUp);
    const others = before.dismissed.filter((one) => one !== step);
    await ctx.saveSetting(settingUp, { ...before, dismissed: isDismissed ? [...others, step] : others });
    ctx.touch('tenant');
    return {};
  },
});
