import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { timesheetApproved, timesheetChangesRequested } from './events';
import { note, sheetsOn, type SheetWithPeriod } from './sheets';
import { timesheets } from './tables/timesheets';
import type { TimeEntry } from './write-entry';

/**
 * Entries say what billing takes; a sheet follows them. When single entries were decided on, a sheet that waits becomes approved once nothing in it
 * waits any more, and goes back once something in it is to change; so does an approved one from which an approval was taken.
 */
export async function settleSheets(
  ctx: Ctx,
  entries: readonly Pick<TimeEntry, 'userId' | 'workDate'>[],
): Promise<void> {
  const people = new Map<string, Set<string>>();
  for (const { userId, workDate } of entries) people.set(userId, (people.get(userId) ?? new Set()).add(workDate));
  for (const [userId, dates] of [...people].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const sheet of await sheetsOn(ctx, userId, [...dates])) await settle(ctx, sheet);
  }
}

async function settle(ctx: Ctx, sheet: SheetWithPeriod): Promise<void> {
  if (sheet.state !== 'submitted' && sheet.state !== 'approved') return;
  await ctx.db.lock(timesheets, sheet.id);
  const { open, back } = await ctx.db.one<{ open: number; back: number }>(
    sql`select count(*) filter (where state <> 'approved')::int as open, count(*) filter (where state = 'changes_requested')::int as back
        from time_entries where tenant_id = ${ctx.tenant} and user_id = ${sheet.userId} and work_date >= ${sheet.startsOn}
          and work_date < ${sheet.endsOn}`,
  );
  if (back > 0) await sendBack(ctx, sheet, '');
  else if (open === 0 && sheet.state === 'submitted') await markApproved(ctx, sheet);
}

/** The sheet waits for its person again. */
export async function sendBack(ctx: Ctx, sheet: SheetWithPeriod, reason: string): Promise<void> {
  const back = {
    state: 'changes_requested',
    approvedAt: null,
    approvedBy: null,
    openedAt: null,
    openedBy: null,
  } as const;
  await ctx.db.update(timesheets, sheet.id, back);
  await note(ctx, sheet.id, sheet.state === 'approved' ? 'reversed' : 'changes_requested', reason);
  ctx.emit(timesheetChangesRequested, sheet.id, { ...about(sheet), reason });
}

/** Everything in the sheet is approved. */
export async function markApproved(ctx: Ctx, sheet: SheetWithPeriod): Promise<void> {
  await ctx.db.update(timesheets, sheet.id, { state: 'approved', approvedAt: ctx.now(), approvedBy: ctx.actor.id });
  await note(ctx, sheet.id, 'approved');
  ctx.emit(timesheetApproved, sheet.id, about(sheet));
}

/** What every event of a sheet tells. */
export const about = ({ id, userId, startsOn, endsOn }: SheetWithPeriod) => ({
  timesheetId: id,
  userId,
  startsOn,
  endsOn,
});
