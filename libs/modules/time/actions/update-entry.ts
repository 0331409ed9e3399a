import { defineAction, type Ctx, type z } from '@kelp/kernel';
import type { Patch } from '@kelp/platform/db';
import { attribute, type Attributed } from '../attribute';
import { chooseService } from '../choose-service';
import { updateTimeEntry, type TimeWarning } from '../contract';
import { requireHandingIn } from '../delegates';
import { workDays } from '../domain/work-span';
import { workedSpan, type WorkedSpan } from '../domain/worked-span';
import { timeEntrySubmitted, timeEntryUpdated } from '../events';
import { checkOverlaps } from '../overlaps';
import { lockEditable } from '../own-entry';
import { assertSheetOpen } from '../sheets';
import { timeEntries } from '../tables';
import { aboutEntry, billableOf, insertDay, shareBillable, type BillableDay, type TimeEntry } from '../write-entry';

type Input = z.output<typeof updateTimeEntry.input>;

/**
 * Changes time that is not approved yet; `submit` hands it in again. The zone of the entry stays, so that a move of the person does
 * not move the work to another date. Approved time is corrected by taking the approval back.
 */
export const updateTimeEntryAction = defineAction(updateTimeEntry, {
  permission: 'time_entry.update',
  run: async (ctx, input) => {
    if (input.submit) ctx.require('time_sheet.submit');
    const before = await lockEditable(ctx, input.id, 'time_sheet.act_for_others');
    if (input.submit) requireHandingIn(ctx, before.userId);
    const span = newSpan(before, input, ctx.now());
    const days = daysOf(before, span, input.splitAtMidnight);
    const [{ workDate }] = days;
    const moved = days.map((day) => day.workDate).filter((date) => date !== before.workDate);
    if (moved.length > 0) await assertSheetOpen(ctx, before.userId, moved);
    const warnings: TimeWarning[] = span ? await checkOverlaps(ctx, before.userId, span, before.id) : [];
    const serviceId = input.serviceId ? await changedService(ctx, before, input.serviceId) : before.serviceId;
    const [first, ...rest] = shareBillable(days, newBillable(before, span?.minutes ?? before.minutes, input));
    const patch: Patch<typeof timeEntries> = {
      ...(span || rest.length > 0 ? { startedAt: first.startAt, endedAt: first.endAt } : {}),
      workDate,
      serviceId,
      minutes: first.minutes,
      billableMinutes: first.billableMinutes,
      ...(await newLine(ctx, before, { serviceId, workDate }, input.contractLineId)),
      ...(input.notes === undefined ? {} : { notes: input.notes.trim() }),
    };
    const isSubmitted = input.submit && before.state !== 'submitted';
    if (isSubmitted) Object.assign(patch, { state: 'submitted', submittedAt: ctx.now(), changeReason: null });
    const after = await ctx.db.update(timeEntries, before.id, patch, input.version);
    tell(ctx, before, after);
    if (isSubmitted) ctx.emit(timeEntrySubmitted, after.id, aboutEntry(after));
    const laterIds: string[] = [];
    for (const day of rest) laterIds.push(await insertLater(ctx, after, day));
    return { id: after.id, version: after.version, warnings, laterIds };
  },
});

/** The days of the entry as it will stand; its zone stays. */
const daysOf = (before: TimeEntry, span: WorkedSpan | undefined, splits: boolean | undefined) =>
  workDays(span ?? { startAt: before.startedAt, endAt: before.endedAt, minutes: before.minutes }, before.zone, splits);

/** The entry of a later day, about the same work. A line that a person chose stays where it can pay on that day too. */
async function insertLater(ctx: Ctx, first: TimeEntry, day: BillableDay): Promise<string> {
  const { userId, workType, ticketId, clientId, commentId, interactionId } = first;
  const { serviceId, zone, notes, userType, role, ownRate, ownRateCurrency } = first;
  const state = first.state === 'submitted' ? 'submitted' : 'draft';
  const kept = first.isLineChosen ? first.contractLineId : null;
  const line = await attribute(ctx, { clientId, serviceId, workDate: day.workDate }, kept, true);
  const about = { userId, workType, ticketId, clientId, commentId, interactionId, serviceId, zone, notes };
  return (await insertDay(ctx, { ...about, state, userType, role, ownRate, ownRateCurrency }, day, line)).id;
}

/** The span as told, over what is stored: minutes alone keep the start, a start alone keeps the end. Undefined when untouched. */
function newSpan(before: TimeEntry, { startedAt, endedAt, minutes }: Input, now: Date): WorkedSpan | undefined {
  if (!startedAt && !endedAt && minutes === undefined) return undefined;
  if (minutes !== undefined)
    return workedSpan({ startedAt: startedAt ?? (endedAt ? undefined : before.startedAt), endedAt, minutes }, now);
  return workedSpan({ startedAt: startedAt ?? before.startedAt, endedAt: endedAt ?? before.endedAt }, now);
}

async function changedService(ctx: Ctx, before: TimeEntry, serviceId: string): Promise<string> {
  // A service that was withdrawn since stays on the time that was logged on it.
  return serviceId === before.serviceId ? serviceId : (await chooseService(ctx, serviceId, null)).id;
}

/** All stays all and none stays none when the minutes change; a part stays what it was, as far as it still fits. */
function newBillable(before: TimeEntry, minutes: number, input: Input): number {
  if (input.isBillable !== undefined || input.billableMinutes !== undefined) return billableOf(minutes, input);
  return before.billableMinutes === before.minutes ? minutes : Math.min(before.billableMinutes, minutes);
}

/** Asked again only when something it depends on has changed, or a person chose. */
async function newLine(
  ctx: Ctx,
  before: TimeEntry,
  subject: { serviceId: string; workDate: string },
  chosen: string | null | undefined,
): Promise<Attributed | undefined> {
  const isSame = subject.serviceId === before.serviceId && subject.workDate === before.workDate;
  if (isSame && chosen === undefined) return undefined;
  const kept = before.isLineChosen ? before.contractLineId : null;
  const line = chosen === undefined ? kept : chosen;
  return attribute(ctx, { clientId: before.clientId, ...subject }, line, chosen === undefined);
}

function tell(ctx: Ctx, before: TimeEntry, after: TimeEntry): void {
  const watched = [
    'startedAt',
    'endedAt',
    'serviceId',
    'minutes',
    'billableMinutes',
    'contractLineId',
    'notes',
  ] as const;
  const fields = watched.filter((name) => String(after[name]) !== String(before[name]));
  if (fields.length > 0) ctx.emit(timeEntryUpdated, after.id, { ...aboutEntry(after), fields });
}
