import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { localDate, notFound, refused } from '@kelp/std';
import { tickets } from '@kelp/tickets';
import { defaultServiceId, lastServiceId, workServices } from './choose-service';
import { clockText } from './domain/billed-minutes';
import { lockPerson } from './lock-person';
import { readSchedule } from './read-schedules';
import { endOfForgotten } from './domain/work-schedule';
import { timers } from './tables/timers';
import type { Worker } from './worker';
import { writeEntryOf, type NewTime, type Written } from './write-entry';

export type Timer = Row<typeof timers>;

/** The caller's own timer, if it is still this one. Refused when another device has stopped it meanwhile. */
export async function lockOwnTimer(ctx: Ctx, userId: string, id: string): Promise<Timer> {
  await lockPerson(ctx, userId);
  const timer = await ctx.db.find(timers, { id });
  if (timer && timer.userId !== userId) throw notFound('timer');
  if (timer) return timer;
  if (await ctx.db.find(timers, { userId }))
    throw refused('timer.stopped', 'That timer was stopped already, and another one runs now. Look at it first.');
  throw notFound('timer');
}

/**
 * Now, as far as this timer goes: a press that waited for another device's has a clock that was read before that one started the timer, and a
 * timer has some length.
 */
export const nowAfter = (ctx: Ctx, { startedAt }: Timer): Date =>
  new Date(Math.max(ctx.now().getTime(), startedAt.getTime() + 1));

interface Told extends Partial<Pick<NewTime, 'serviceId' | 'isBillable' | 'notes' | 'contractLineId'>> {
  endedAt: Date;
  submit: boolean;
  splitAtMidnight?: boolean | undefined;
  /** Nobody is there to choose a service or to put the times right: it is kept as it was. */
  isAutomatic?: boolean;
}

/** Turns the timer into an entry from its start to the end, and takes it away. A merged ticket's time goes where its conversation went. */
export async function stopInto(ctx: Ctx, timer: Timer, worker: Worker, told: Told): Promise<Written> {
  const ticket = timer.ticketId ? await standingTicket(ctx, timer.ticketId) : null;
  const { isAutomatic = false, ...rest } = told;
  const serviceId = told.serviceId ?? (await serviceOf(ctx, timer, ticket?.boardId ?? null, isAutomatic));
  const written = await writeEntryOf(ctx, worker, {
    userId: timer.userId,
    ticketId: ticket?.id ?? null,
    clientId: timer.clientId,
    serviceId,
    notes: rest.notes ?? timer.notes,
    isBillable: rest.isBillable ?? timer.isBillable,
    contractLineId: rest.contractLineId,
    startedAt: timer.startedAt,
    endedAt: rest.endedAt,
    submit: rest.submit,
    splitAtMidnight: rest.splitAtMidnight,
    isAutomatic,
  });
  await ctx.db.remove(timers, timer.id);
  ctx.touch('timer');
  return written;
}

async function standingTicket(ctx: Ctx, id: string): Promise<Row<typeof tickets>> {
  let ticket = await ctx.db.get(tickets, id);
  while (ticket.mergedIntoId) ticket = await ctx.db.get(tickets, ticket.mergedIntoId);
  return ticket;
}

/** The timer's service, the default, or what the person last worked on; without any of them the one who stops it must choose. */
async function serviceOf(
  ctx: Ctx,
  timer: Timer,
  boardId: string | null,
  isAutomatic: boolean,
): Promise<string | undefined> {
  if (timer.serviceId) return timer.serviceId;
  const services = await workServices(ctx);
  const usual = await defaultServiceId(ctx, boardId, services);
  if (usual) return usual;
  const last = await lastServiceId(ctx, timer.userId, services);
  return last ?? (isAutomatic ? services[0]?.id : undefined);
}

/** Refuses to stop without a word what was left running over the night: only its owner knows when they finished. */
export async function assertRunsToday(ctx: Ctx, timer: Timer, worker: Worker): Promise<void> {
  const end = endOfForgotten(timer.startedAt, ctx.now(), await readSchedule(ctx, worker.id), worker.zone);
  if (!end) return;
  throw refused(
    'timer.forgotten',
    `A timer has been running since ${localDate(timer.startedAt, worker.zone)}. Stop it first and say when you finished.`,
    { timerId: timer.id },
  );
}

/** What became of a stopped timer, for a person: the minutes and what they were spent on. */
export async function draftOf(ctx: Ctx, { entry, later }: Written) {
  const ticket = entry.ticketId ? await ctx.db.get(tickets, entry.ticketId) : null;
  const minutes = [entry, ...later].reduce((sum, one) => sum + one.minutes, 0);
  return { entryId: entry.id, minutes, about: ticket?.title ?? (entry.notes || clockText(minutes)) };
}
