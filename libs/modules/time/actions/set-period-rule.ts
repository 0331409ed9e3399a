import { defineAction } from '@kelp/kernel';
import { localDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { setPeriodRule } from '../contract';
import { periodSetting } from '../settings';
import { writePeriods } from '../sheets';

/** Periods that are written ahead. */
export const periodsAhead = 3;

/** Sets how periods are cut, and writes those ahead. Periods that exist stay as they are. */
export const setPeriodRuleAction = defineAction(setPeriodRule, {
  permission: 'time_period.update',
  run: async (ctx, { remindAfterDays, ...rule }) => {
    await ctx.saveSetting(periodSetting, { rule, remindAfterDays });
    const { zone } = await readTenant(ctx);
    const written = await writePeriods(ctx, localDate(ctx.now(), zone), periodsAhead);
    ctx.touch('time_period');
    return { written };
  },
});
