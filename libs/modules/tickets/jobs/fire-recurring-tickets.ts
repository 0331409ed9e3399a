import { defineDueKind, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { occurrencesBetween, type Occurrence } from '@kelp/std/recurrence';
import { closedDaysFor, recurrenceOf, recurringDueKind, schedule } from '../recurrence-of';
import { recurringTicketRuns, recurringTickets } from '../tables';
import { openRecurringTicket } from './open-recurring-ticket';

/** An occurrence later than this was missed: the program stood still. */
const graceMs = 60 * 60_000;
const mostAtOnce = 50;

/**
 * The timer of a recurring ticket came due. Every occurrence since the last one is handed to a job of its own, or noted as missed; what
 * was dealt with moves on in the same transaction, so that none is done twice and none forgotten.
 */
export const fireRecurringTickets = defineDueKind(recurringDueKind, 'default', async (ctx, items) => {
  for (const { key } of items) {
    const found = await ctx.db.find(recurringTickets, { id: key });
    if (found && !found.isPaused) await fire(ctx, await ctx.db.lock(recurringTickets, key));
  }
});

async function fire(ctx: Ctx, row: Row<typeof recurringTickets>): Promise<void> {
  const now = ctx.now();
  const closed = await closedDaysFor(ctx, row.closedDays);
  const due = occurrencesBetween(
    recurrenceOf(row),
    new Date(row.handledUntil.getTime() + 1),
    new Date(now.getTime() + 1),
    { limit: mostAtOnce, ...(closed ? { closed } : {}) },
  );
  const isWhole = due.length < mostAtOnce;
  for (const [index, occurrence] of due.entries()) {
    const isLast = isWhole && index === due.length - 1;
    if (isWanted(row, occurrence, isLast, now)) await open(ctx, row.id, occurrence);
    else await noteMissed(ctx, row.id, occurrence);
  }
  const handledUntil = isWhole ? now : (due.at(-1)?.at ?? now);
  await schedule(ctx, await ctx.db.update(recurringTickets, row.id, { handledUntil }));
}

function isWanted(row: Row<typeof recurringTickets>, { at }: Occurrence, isLast: boolean, now: Date): boolean {
  if (now.getTime() - at.getTime() <= graceMs || row.catchUp === 'all') return true;
  return row.catchUp === 'last' && isLast;
}

const open = (ctx: Ctx, id: string, { original, at }: Occurrence) =>
  ctx.enqueue(openRecurringTicket, { id, originalStart: original, dueAt: at.toISOString() });

async function noteMissed(ctx: Ctx, recurringTicketId: string, { original, at }: Occurrence): Promise<void> {
  const former = await ctx.db.find(recurringTicketRuns, { recurringTicketId, originalStart: original });
  if (former) return;
  await ctx.db.insert(recurringTicketRuns, {
    recurringTicketId,
    originalStart: original,
    dueAt: at,
    outcome: 'missed',
    reason: 'The program was not running at that time.',
  });
}
