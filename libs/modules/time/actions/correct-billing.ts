import { defineAction } from '@kelp/kernel';
import { attribute } from '../attribute';
import { chooseService } from '../choose-service';
import { correctTimeBilling } from '../contract';
import { assertUnlocked } from '../decide';
import { timeEntryUpdated } from '../events';
import { timeEntries } from '../tables';
import { aboutEntry, billableOf } from '../write-entry';

/**
 * Corrects service, billable minutes, paying line or own price of anybody's time, approved too, until an invoice holds it: how a blocker of
 * billing is cleared. Without a line given the line is asked for afresh.
 */
export const correctTimeBillingAction = defineAction(correctTimeBilling, {
  permission: 'time_entry.update_all',
  run: async (ctx, input) => {
    const before = await ctx.db.lock(timeEntries, input.id);
    await assertUnlocked(ctx, before);
    const isOther = input.serviceId !== undefined && input.serviceId !== before.serviceId;
    const serviceId = isOther ? (await chooseService(ctx, input.serviceId, null)).id : before.serviceId;
    const kept = before.isLineChosen ? before.contractLineId : null;
    const chosen = input.contractLineId === undefined ? kept : input.contractLineId;
    const line = await attribute(ctx, { ...before, serviceId }, chosen, input.contractLineId === undefined);
    const billableMinutes = input.billableMinutes ?? before.billableMinutes;
    const patch = {
      serviceId,
      billableMinutes: billableOf(before.minutes, { billableMinutes }),
      ...line,
      ...(input.ownRate === undefined
        ? {}
        : { ownRate: input.ownRate?.rate ?? null, ownRateCurrency: input.ownRate?.currency ?? null }),
    };
    const after = await ctx.db.update(timeEntries, before.id, patch, input.version);
    const fields = (['serviceId', 'billableMinutes', 'contractLineId', 'ownRate', 'ownRateCurrency'] as const).filter(
      (name) => after[name] !== before[name],
    );
    if (fields.length > 0) ctx.emit(timeEntryUpdated, after.id, { ...aboutEntry(after), fields });
    return { id: after.id, version: after.version };
  },
});
