import type { Ctx } from '@kelp/kernel';
import { findViolations } from '../queries/billing-invariants';
import { bookChecks, type Violation } from '../tables/receivables';

/** Checks the books against themselves and keeps the result; returns what is wrong. */
export async function lookAtBooks(ctx: Ctx): Promise<{ id: string; violations: Violation[] }> {
  const violations = await findViolations(ctx);
  const id = ctx.newId();
  await ctx.db.insertMany(bookChecks, [{ id, checkedAt: ctx.now(), actorName: ctx.actor.name, violations }]);
  ctx.touch('billing');
  return { id, violations };
}
