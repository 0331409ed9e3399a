import type { Ctx, ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import {
  closedBySchedule,
  nextOccurrences,
  readRule,
  recurrenceProblem,
  type ClosedDays,
  type InstanceChange,
  type Recurrence,
} from '@kelp/std/recurrence';
import { workspaceHours } from './prepared-work-slots';
import type { ClosedDayRule, recurringTickets } from './tables';

export interface Times {
  rule: string;
  zone: string;
  startsAtWall: string;
  endsOn?: string | null | undefined;
  changes?: readonly InstanceChange[] | undefined;
}

/** The series as plain data; its last date is included. */
export function recurrenceOf({ rule, zone, startsAtWall, endsOn, changes }: Times): Recurrence {
  const ended = endsOn ? `${rule};UNTIL=${endsOn.replaceAll('-', '')}` : rule;
  return { rule: ended, zone, start: startsAtWall, changes: changes ?? [] };
}

/** Throws invalid for times that can't be used: no rule, no zone, two ends, never any day. */
export function assertTimes(times: Times): void {
  const { count, until } = readRule(times.rule);
  if (times.endsOn && (count !== null || until !== null)) {
    throw invalid('The rule has an end of its own. Leave the last date empty.', { endsOn: 'Leave this empty.' });
  }
  const problem = recurrenceProblem(recurrenceOf(times));
  if (problem) throw invalid(problem, { rule: problem });
}

/** The workspace's closed days, where this rule asks for them and somebody knows them. */
export async function closedDaysFor(ctx: ReadCtx, on: ClosedDayRule): Promise<ClosedDays | undefined> {
  if (on === 'keep') return undefined;
  const hours = await ctx.askSlot(workspaceHours, {});
  return hours ? { isClosed: closedBySchedule(hours), on } : undefined;
}

/** The first occurrence that was not dealt with yet; null when paused or ended. */
export async function nextOf(ctx: ReadCtx, row: Row<typeof recurringTickets>): Promise<Date | null> {
  if (row.isPaused) return null;
  const closed = await closedDaysFor(ctx, row.closedDays);
  const [next] = nextOccurrences(recurrenceOf(row), row.handledUntil, 1, closed ? { closed } : {});
  return next?.at ?? null;
}

export const recurringDueKind = 'recurring_ticket.due';
const millisecondsPerDay = 86_400_000;

/** Sets the timer for the next occurrence. Where closed days count it looks once a day, because somebody may edit them meanwhile. */
export async function schedule(ctx: Ctx, row: Row<typeof recurringTickets>): Promise<void> {
  const next = await nextOf(ctx, row);
  const look = new Date(ctx.now().getTime() + millisecondsPerDay);
  const at = next && row.closedDays !== 'keep' && look < next ? look : next;
  await ctx.setDue(recurringDueKind, row.id, at);
}
