import type { Ctx } from '@kelp/kernel';
import { readTenant } from '@kelp/tenants';
import { priorities } from '@kelp/tickets';
import { insertCalendar } from './calendars';
import { shippedHours, shippedRules, shippedSettings, shippedTargets } from './domain/shipped-policy';
import { insertRevision, type Promises } from './policies';
import { slaPolicies } from './tables';

/** Business hours in the workspace's zone, and a default policy with targets for every shipped priority. */
export async function onTenantCreated(ctx: Ctx): Promise<void> {
  const { zone } = await readTenant(ctx);
  const calendarId = await insertCalendar(ctx, 'Business hours', shippedHours(zone));
  const { id } = await ctx.db.insert(slaPolicies, { name: 'Standard', isDefault: true });
  const known = await ctx.db.list(priorities, {});
  const targets = shippedTargets.flatMap(({ priority, isAlwaysOpen, ...minutes }): Promises['targets'] => {
    const priorityId = known.find(({ name }) => name === priority)?.id;
    if (priorityId === undefined) return [];
    return (['response', 'resolution'] as const).map((clock) => ({
      priorityId,
      clock,
      amount: minutes[clock],
      unit: 'minutes',
      isAlwaysOpen,
    }));
  });
  await insertRevision(ctx, id, 1, { calendarId, targets, rules: [...shippedRules], settings: shippedSettings });
}
