import { refused } from '@kelp/std';
import { defineAction } from '@kelp/kernel';
import { priorities } from '@kelp/tickets';
import { createItilPolicy } from '../contract';
import { itilRules, itilTargets, shippedSettings } from '../domain/shipped-policy';
import { assertKnown } from '../live-policy';
import { insertRevision, type Promises } from '../policies';
import { slaPolicies } from '../tables';

/**
 * The ITIL set-up in one step: P1 to P5 with 15/60 (around the clock), 30/240, 60/1440, 240/4320 and 480/10080 minutes, warnings
 * at 50, 75, 90 and 100, levels at 70, 90 and 110. Refused when the workspace has none of these priorities.
 */
export const createItilPolicyAction = defineAction(createItilPolicy, {
  permission: 'sla_policy.create',
  run: async (ctx, { name, calendarId }) => {
    const known = await ctx.db.list(priorities, { isItil: true });
    const targets = itilTargets().flatMap(({ priority, isAlwaysOpen, ...minutes }): Promises['targets'] => {
      const level = priority.slice(0, 2);
      const priorityId = known.find((one) => one.name.startsWith(level))?.id;
      if (priorityId === undefined) return [];
      return (['response', 'resolution'] as const).map((clock) => {
        const amount = minutes[clock];
        return { priorityId, clock, amount, unit: 'minutes', isAlwaysOpen };
      });
    });
    if (targets.length === 0) {
      throw refused('sla_policy.no_itil', 'This workspace has no ITIL priorities P1 to P5. Add them to a board first.');
    }
    await assertKnown(ctx, { calendarId, targets });
    const { id } = await ctx.db.insert(slaPolicies, { name });
    await insertRevision(ctx, id, 1, { calendarId, targets, rules: [...itilRules], settings: shippedSettings });
    return { id };
  },
});
