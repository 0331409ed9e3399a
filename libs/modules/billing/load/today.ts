import type { ReadCtx } from '@kelp/kernel';
import { localDate, type LocalDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';

/** Today in the workspace's zone. */
export async function today(ctx: ReadCtx): Promise<LocalDate> {
  const [{ zone }, now] = await Promise.all([readTenant(ctx), ctx.time()]);
  return localDate(now, zone);
}
