import { isManagedByCaller } from '@kelp/identity';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { formatLocalDate, addDays, notFound, refused, type AppError, type LocalDate, type Period } from '@kelp/std';
import { lockWorkspace } from '@kelp/tenants';
import { missingPeriods } from './domain/time-periods';
import { lockPeople, lockPerson } from './lock-person';
import { periodSetting } from './settings';
import type { timeEntries } from './tables';
import { timePeriods, timesheetComments, timesheets, type SheetCommentKind } from './tables/timesheets';

export type Sheet = Row<typeof timesheets>;
export type SheetWithPeriod = Sheet & { startsOn: LocalDate; endsOn: LocalDate };
type Entry = Row<typeof timeEntries>;

/** The sheets of the person that hold any of these dates, with their periods. */
export const sheetsOn = (ctx: ReadCtx, userId: string, dates: readonly LocalDate[]): Promise<SheetWithPeriod[]> =>
  ctx.db.rows<SheetWithPeriod>(
    sql`select s.*, p.starts_on, p.ends_on from timesheets s join time_periods p on p.tenant_id = s.tenant_id and p.id = s.period_id
        where s.tenant_id = ${ctx.tenant} and s.user_id = ${userId}
          and exists (select 1 from unnest(${dates}::date[]) d where d >= p.starts_on and d < p.ends_on)
        order by s.id`,
  );

/** A period as people say it: `9 Mar – 15 Mar 2026`; its end is excluded. */
export const periodWords = ({ startsOn, endsOn }: { startsOn: LocalDate; endsOn: LocalDate }, locale: string): string =>
  `${formatLocalDate(startsOn, locale, 'medium')} – ${formatLocalDate(addDays(endsOn, -1), locale, 'medium')}`;

/**
 * Refuses to write time into a sheet that is handed in or approved, whichever door it comes through. A day without a sheet, or without even a
 * period, is open. From here to the commit nobody hands the sheet in.
 */
export async function assertSheetOpen(ctx: Ctx, userId: string, dates: readonly LocalDate[]): Promise<void> {
  const refuse = await closedSheets(
    ctx,
    dates.map((date) => ({ userId, date })),
  );
  for (const date of dates) refuse(userId, date);
}

/** The same for the work of many people and days at once: what is answered refuses where the sheet of that person and day is closed. */
export async function closedSheets(
  ctx: Ctx,
  work: readonly { userId: string; date: LocalDate }[],
): Promise<(userId: string, date: LocalDate) => void> {
  await lockPeople(ctx, [...new Set(work.map(({ userId }) => userId))]);
  const closed = await ctx.db.rows<SheetWithPeriod>(
    sql`select s.*, p.starts_on, p.ends_on from timesheets s join time_periods p on p.tenant_id = s.tenant_id and p.id = s.period_id
        where s.tenant_id = ${ctx.tenant} and s.state in ('submitted', 'approved')
          and exists (select 1 from unnest(${work.map(({ userId }) => userId)}::uuid[], ${work.map(({ date }) => date)}::date[]) as w (user_id, date)
            where w.user_id = s.user_id and w.date >= p.starts_on and w.date < p.ends_on)
        order by s.id`,
  );
  return (userId, date) => {
    const sheet = closed.find((one) => one.userId === userId && one.startsOn <= date && date < one.endsOn);
    if (sheet) throw sheetClosed(ctx, sheet);
  };
}

function sheetClosed(ctx: ReadCtx, closed: SheetWithPeriod): AppError {
  const words = periodWords(closed, ctx.locale);
  return refused(
    'time_sheet.closed',
    closed.state === 'approved'
      ? `The time sheet of ${words} is approved. Ask for the approval to be taken back first.`
      : `The time sheet of ${words} is handed in. Recall it first, or ask for changes to be requested.`,
    { sheetId: closed.id },
  );
}

/** The period of the date; written by the rule when it is missing. */
export async function ensurePeriod(ctx: Ctx, date: LocalDate): Promise<Row<typeof timePeriods>> {
  const find = () =>
    ctx.db.maybe<Row<typeof timePeriods>>(
      sql`select * from time_periods where tenant_id = ${ctx.tenant} and starts_on <= ${date} and ends_on > ${date}`,
    );
  const period = await find();
  if (period) return period;
  await writePeriods(ctx, date, 0);
  const written = await find();
  if (!written) throw new Error(`No period covers ${date}.`);
  return written;
}

/** Writes what is missing of the period of the date and so many after it, one writer at a time. Returns how many were written. */
export async function writePeriods(ctx: Ctx, date: LocalDate, ahead: number): Promise<number> {
  await lockWorkspace(ctx);
  const existing = await ctx.db.rows<Period>(
    sql`select starts_on as start, ends_on as "end" from time_periods where tenant_id = ${ctx.tenant} and ends_on > ${addDays(date, -62)}`,
  );
  const { rule } = await ctx.setting(periodSetting);
  const missing = missingPeriods(rule, date, ahead, existing);
  for (const { start, end } of missing)
    await ctx.db.insert(timePeriods, { id: ctx.newId(), startsOn: start, endsOn: end });
  if (missing.length > 0) ctx.touch('time_period');
  return missing.length;
}

/** The sheet of the person for the period of the date, made when there is none, with the person locked. */
export async function ensureSheet(ctx: Ctx, userId: string, date: LocalDate): Promise<SheetWithPeriod> {
  const { id: periodId, startsOn, endsOn } = await ensurePeriod(ctx, date);
  await lockPerson(ctx, userId);
  const sheet =
    (await ctx.db.find(timesheets, { userId, periodId })) ??
    (await ctx.db.insert(timesheets, { id: ctx.newId(), userId, periodId }));
  return { ...sheet, startsOn, endsOn };
}

/** The sheet with its person locked, so that no time is written into it meanwhile. Throws not_found for sheets the caller has no business with. */
export async function lockSheet(ctx: Ctx, id: string, isReview: boolean): Promise<SheetWithPeriod> {
  const { userId } = await ctx.db.get(timesheets, id);
  if (!(await mayTouch(ctx, userId, isReview))) throw notFound('time sheet');
  await lockPerson(ctx, userId);
  const sheet = await ctx.db.lock(timesheets, id);
  const { startsOn, endsOn } = await ctx.db.get(timePeriods, sheet.periodId);
  return { ...sheet, startsOn, endsOn };
}

/** Own sheets, and those of people one acts for; as a reviewer those of one's people, or all with `time_sheet.read_all`. */
async function mayTouch(ctx: ReadCtx, userId: string, isReview: boolean): Promise<boolean> {
  if (userId === ctx.actor.id) return true;
  if (!isReview) return ctx.can('time_sheet.act_for_others');
  return ctx.can('time_sheet.read_all') || isManaged(ctx, userId);
}

/** Whether the person reports to the caller or is in a team of theirs. */
export async function isManaged(ctx: ReadCtx, userId: string): Promise<boolean> {
  const row = await ctx.db.one<{ yes: boolean }>(sql`select ${isManagedByCaller(ctx, sql`${userId}::uuid`)} as yes`);
  return row.yes;
}

/** The entries of the sheet, locked in the order of their ids. */
export const lockEntriesOf = (ctx: Ctx, { userId, startsOn, endsOn }: SheetWithPeriod): Promise<Entry[]> =>
  ctx.db.rows<Entry>(
    sql`select * from time_entries where tenant_id = ${ctx.tenant} and user_id = ${userId} and work_date >= ${startsOn}
          and work_date < ${endsOn} order by id for update`,
  );

/** Writes down what became of a sheet, or what somebody says about it. */
export async function note(ctx: Ctx, sheetId: string, kind: SheetCommentKind, body = ''): Promise<void> {
  await ctx.db.insert(timesheetComments, { id: ctx.newId(), timesheetId: sheetId, userId: ctx.actor.id, kind, body });
  ctx.touch('time_sheet');
}

const words = {
  draft: 'a draft',
  submitted: 'handed in',
  approved: 'approved',
  changes_requested: 'sent back for changes',
} as const;

/** Refuses unless the sheet is in one of these states; the sentence says in which it is. */
export function assertSheetState(sheet: Sheet, allowed: readonly Sheet['state'][], advice: string): void {
  if (allowed.includes(sheet.state)) return;
  throw refused('time_sheet.state', `This time sheet is ${words[sheet.state]}. ${advice}`, { state: sheet.state });
}
