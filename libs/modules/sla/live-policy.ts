import { notFound } from '@kelp/std';
import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { priorities } from '@kelp/tickets';
import { recomputeClocks } from './jobs/recompute-clocks';
import type { Promises } from './policies';
import { businessCalendars, slaPolicies } from './tables';

/** The policy, locked; throws not_found for a deleted one. */
export async function lockLivePolicy(ctx: Ctx, id: string): Promise<Row<typeof slaPolicies>> {
  const policy = await ctx.db.lock(slaPolicies, id);
  if (policy.deletedAt) throw notFound(slaPolicies.noun);
  return policy;
}

/** Throws not_found unless the calendar and every priority of the targets exist. */
export async function assertKnown(
  ctx: Ctx,
  { calendarId, targets }: Pick<Promises, 'calendarId' | 'targets'>,
): Promise<void> {
  await ctx.db.get(businessCalendars, calendarId);
  const ids = [...new Set(targets.map(({ priorityId }) => priorityId))];
  if (ids.length === 0) return;
  const found = await ctx.db.list(priorities, { id: ids });
  if (found.length < ids.length) throw notFound(priorities.noun);
}

type Scope = Parameters<(typeof recomputeClocks)['key']>[0]['scope'];

/** Has the open tickets that a change touches recomputed in the background, once this is committed. */
export const recomputeLater = (ctx: Ctx, scope: Scope): Promise<string> =>
  ctx.enqueue(recomputeClocks, { scope, changeId: ctx.newId() });
