import type { Ctx } from '@kelp/kernel';
import { clients } from '@kelp/clients';
import type { Row } from '@kelp/platform/db';
import { invalid, localDate } from '@kelp/std';
import { tickets } from '@kelp/tickets';
import { attribute } from './attribute';
import { chooseService } from './choose-service';
import type { TimeWarning } from './contract';
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
  /** Nobody is there to put it right: written even where overlaps are refused, or the sheet is handed in. */
  isAutomatic?: boolean;
}

export interface Written {
  entry: TimeEntry;
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
 * Writes one entry and its events. The work date is the local date of the start in the worker's zone, also over midnight.
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
  const workDate = localDate(span.startAt, worker.zone);
  if (!input.isAutomatic) await assertSheetOpen(ctx, worker.id, [workDate]);
  const warnings = await checkOverlaps(ctx, worker.id, span, null, input.isAutomatic);
  const line = await attribute(ctx, { clientId, serviceId: service.id, workDate }, input.contractLineId ?? null);
  const entry = await ctx.db.insert(timeEntries, {
    id: ctx.newId(),
    userId: worker.id,
    workType: ticket ? 'ticket' : 'ad_hoc',
    ticketId: ticket?.id ?? null,
    clientId,
    commentId: input.commentId ?? null,
    interactionId: input.interactionId ?? null,
    serviceId: service.id,
    startedAt: span.startAt,
    endedAt: span.endAt,
    workDate,
    zone: worker.zone,
    minutes: span.minutes,
    billableMinutes: billableOf(span.minutes, input),
    notes: input.notes.trim(),
    state: input.submit ? 'submitted' : 'draft',
    submittedAt: input.submit ? ctx.now() : null,
    ...line,
    userType: worker.userType,
    role: worker.role,
    createdBy: ctx.actor.id,
  });
  ctx.emit(timeEntryCreated, entry.id, aboutEntry(entry));
  if (input.submit) ctx.emit(timeEntrySubmitted, entry.id, aboutEntry(entry));
  return { entry, warnings };
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
