import { clients } from '@kelp/clients';
import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { tickets } from '@kelp/tickets';
import { chooseService } from '../choose-service';
import { startTimer } from '../contract';
import { lockPerson } from '../lock-person';
import { assertRunsToday, draftOf, nowAfter, stopInto, type Timer } from '../running-timer';
import { timers } from '../tables/timers';
import { findWorker, type Worker } from '../worker';

/**
 * Starts the caller's one timer. What ran before stops at the same instant, so the two only touch, and becomes a draft. On the ticket that
 * is timed already nothing happens: a second press starts nothing anew.
 */
export const startTimerAction = defineAction(startTimer, {
  permission: 'time_entry.create',
  run: async (ctx, input) => {
    const worker = await findWorker(ctx, undefined);
    await lockPerson(ctx, worker.id);
    const before = await ctx.db.find(timers, { userId: worker.id });
    if (before && input.ticketId && before.ticketId === input.ticketId)
      return { id: before.id, startedAt: before.startedAt, isNew: false, stopped: null, warnings: [] };
    const subject = await subjectOf(ctx, input);
    const startedAt = before ? nowAfter(ctx, before) : ctx.now();
    const done = before && (await stopBefore(ctx, before, worker, startedAt));
    const timer = await ctx.db.insert(timers, {
      id: ctx.newId(),
      userId: worker.id,
      ...subject,
      startedAt,
      notes: input.notes?.trim() ?? '',
      isBillable: input.isBillable ?? true,
    });
    ctx.touch('timer');
    return {
      id: timer.id,
      startedAt: timer.startedAt,
      isNew: true,
      stopped: done ? await draftOf(ctx, done) : null,
      warnings: done?.warnings ?? [],
    };
  },
});

async function stopBefore(ctx: Ctx, before: Timer, worker: Worker, endedAt: Date) {
  await assertRunsToday(ctx, before, worker);
  return stopInto(ctx, before, worker, { endedAt, submit: false });
}

type Subject = Pick<Timer, 'ticketId' | 'clientId' | 'serviceId'>;

async function subjectOf(ctx: Ctx, input: z.output<typeof startTimer.input>): Promise<Subject> {
  const { ticketId = null, clientId = null, serviceId } = input;
  if (ticketId && clientId)
    throw invalid('The time of a ticket belongs to the ticket’s client.', { clientId: 'Leave this empty.' });
  const ticket = ticketId ? await ctx.db.get(tickets, ticketId) : null;
  if (ticket) ctx.assertVisible('ticket.read', ticket, 'ticket');
  if (ticket?.mergedIntoId)
    throw refused('ticket.merged', 'This ticket was merged into another. Start the timer on that one.');
  const client = clientId ? await ctx.db.get(clients, clientId) : null;
  const service = serviceId ? await chooseService(ctx, serviceId, null) : null;
  return { ticketId, clientId: client?.id ?? null, serviceId: service?.id ?? null };
}
