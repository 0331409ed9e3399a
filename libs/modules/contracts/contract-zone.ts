import type { ReadCtx } from '@kelp/kernel';
import { localDate, type LocalDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { billingProfiles } from './tables';

/** The zone of a contract's dates: that of its billing profile, or of the workspace for a template. */
export async function contractZone(ctx: ReadCtx, billingProfileId: string | null): Promise<string> {
  if (billingProfileId) return (await ctx.db.get(billingProfiles, billingProfileId)).zone;
  return (await readTenant(ctx)).zone;
}

/** Today on the calendar of that zone. */
export async function contractToday(ctx: ReadCtx, billingProfileId: string | null): Promise<LocalDate> {
  const [zone, instant] = await Promise.all([contractZone(ctx, billingProfileId), ctx.time()]);
  return localDate(instant, zone);
}
