import type { Ctx } from '@kelp/kernel';
import { clients } from '@kelp/clients';
import type { Row } from '@kelp/platform/db';
import { allocate, invalid } from '@kelp/std';
import { tickets } from '@kelp/tickets';
import { attribute, type Attributed } from './attribute';
import { chooseService } from './choose-service';
import type { TimeWarning } from './contract';
import { workDays, type DaySpan } from './domain/work-span';
import { workedSpan, type ToldSpan } from './domain/worked-span';
import { timeEntryCreated, timeEntrySubmitted } from './events';
import { checkOverlaps } from './overlaps';
import { assertSheetOpen } from './sheets';
import { timeEntries } from './tables';
import { findWorker, type Worker } from './worker';

export type TimeEntry = Row<typeof timeEntries>;

export interface NewTime extends ToldSpan {
  userId?: string | undefined;
  ticketId?: string | null | undefined;
  clientId?: string | null | undefined;
  commentId?: string;
  interactionId?: string;
  serviceId?: string | undefined;
  isBillable?: boolean | undefined;
  billableMinutes?: number | undefined;
  contractLineId?: string | null | undefined;
  notes: string;
  submit: boolean;
  /** An entry a day, where the work goes over midnight. */
  splitAtMidnight?: boolean | undefined;
  /** Nobody is there to put it right: written even where overlaps are refused, or the sheet is handed in. */
  isAutomatic?: boolean;
}

export interface Written {
  entry: TimeEntry;
  /** Of the days after, when it was split at midnight. */
  later: TimeEntry[];
  warnings: TimeWarning[];
}

/** What every event of an entry tells. */
export const aboutEntry = (entry: TimeEntry) => ({
  entryId: entry.id,
  userId: entry.userId,
  ticketId: entry.ticketId,
  clientId: entry.clientId,
  workDate: entry.workDate,
  minutes: entry.minutes,
  billableMinutes: entry.billableMinutes,
});

interface BillableWish {
  isBillable?: boolean | undefined;
  billableMinutes?: number | undefined;
}

/** Billable minutes out of those worked: all of them unless said otherwise. Throws invalid for more than were worked. */
export function billableOf(minutes: number, { isBillable, billableMinutes }: BillableWish): number {
  if (isBillable === false) return 0;
  if (billableMinutes !== undefined && billableMinutes > minutes) {
    throw invalid('No more minutes can be billable than were worked.', { billableMinutes: `At most ${minutes}.` });
  }
  return billableMinutes ?? minutes;
}

/**
 * Writes one entry and its events, or one a day. The work date is the local date of the start in the worker's zone, also over midnight.
 * A ticket brings its client; the paying line is asked for and stored with its reason.
 */
export async function writeEntry(ctx: Ctx, input: NewTime): Promise<Written> {
  return writeEntryOf(ctx, await findWorker(ctx, input.userId), input);
}

/** As `writeEntry`, for a worker who is known already: also one who has just been deactivated. */
export async function writeEntryOf(ctx: Ctx, worker: Worker, input: NewTime): Promise<Written> {
  const ticket = input.ticketId ? await ctx.db.get(tickets, input.ticketId) : null;
  const clientId = await clientOf(ctx, ticket, input.clientId ?? null);
  const service = await chooseService(ctx, input.serviceId, ticket?.boardId ?? null);
  const span = workedSpan(input, ctx.now());
  const days = workDays(span, worker.zone, input.splitAtMidnight);
  if (!input.isAutomatic) {
    const dates = days.map(({ workDate }) => workDate);
    await assertSheetOpen(ctx, worker.id, dates);
  }
  const warnings = await checkOverlaps(ctx, worker.id, span, null, input.isAutomatic);
  const about: AboutWork = {
    userId: worker.id,
    workType: ticket ? 'ticket' : 'ad_hoc',
    ticketId: ticket?.id ?? null,
    clientId,
    commentId: input.commentId ?? null,
    interactionId: input.interactionId ?? null,
    serviceId: service.id,
    zone: worker.zone,
    notes: input.notes.trim(),
    state: input.submit ? 'submitted' : 'draft',
    userType: worker.userType,
    role: worker.role,
  };
  const line = (day: DaySpan) => attribute(ctx, { ...about, workDate: day.workDate }, input.contractLineId ?? null);
  const [first, ...rest] = shareBillable(days, billableOf(span.minutes, input));
  const entry = await insertDay(ctx, about, first, await line(first));
  const later: TimeEntry[] = [];
  for (const day of rest) later.push(await insertDay(ctx, about, day, await line(day)));
  return { entry, later, warnings };
}

/** What the days of one piece of work have in common. */
export type AboutWork = Pick<
  TimeEntry,
  | ('userId' | 'workType' | 'ticketId' | 'clientId' | 'commentId' | 'interactionId')
  | ('serviceId' | 'zone' | 'notes' | 'state' | 'userType' | 'role')
> &
  Partial<Pick<TimeEntry, 'ownRate' | 'ownRateCurrency'>>;

export interface BillableDay extends DaySpan {
  billableMinutes: number;
}

/** The billable minutes in proportion to those worked; they add up to what was asked. */
export function shareBillable(days: [DaySpan, ...DaySpan[]], billable: number): [BillableDay, ...BillableDay[]] {
  const weights = days.map(({ minutes }) => String(minutes));
  const shares = allocate(BigInt(billable), weights);
  const [first, ...rest] = days;
  const withShare = (day: DaySpan, at: number) => ({ ...day, billableMinutes: Number(shares[at]) });
  return [withShare(first, 0), ...rest.map((day, at) => withShare(day, at + 1))];
}

/** Writes the entry of one day and its events. */
export async function insertDay(ctx: Ctx, about: AboutWork, day: BillableDay, line: Attributed): Promise<TimeEntry> {
  const isSubmitted = about.state === 'submitted';
  const { startAt: startedAt, endAt: endedAt, ...rest } = day;
  const entry = await ctx.db.insert(timeEntries, {
    id: ctx.newId(),
    ...about,
    startedAt,
    endedAt,
    ...rest,
    submittedAt: isSubmitted ? ctx.now() : null,
    ...line,
    createdBy: ctx.actor.id,
  });
  ctx.emit(timeEntryCreated, entry.id, aboutEntry(entry));
  if (isSubmitted) ctx.emit(timeEntrySubmitted, entry.id, aboutEntry(entry));
  return entry;
}

async function clientOf(ctx: Ctx, ticket: Row<typeof tickets> | null, clientId: string | null): Promise<string | null> {
  if (!ticket) return clientId && (await ctx.db.get(clients, clientId)).id;
  if (clientId && clientId !== ticket.clientId) {
    throw invalid('The time of a ticket belongs to the ticket’s client.', {
      clientId: 'Leave this empty, or change the ticket’s client.',
    });
  }
  return ticket.clientId;
}
