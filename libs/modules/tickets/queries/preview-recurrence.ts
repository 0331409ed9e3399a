import { defineQuery } from '@kelp/kernel';
import { nextOccurrences, occurrencesBetween, type Occurrence } from '@kelp/std/recurrence';
import { previewRecurrence } from '../contract/recurring-tickets';
import { workspaceHours } from '../prepared-work-slots';
import { assertTimes, closedDaysFor, recurrenceOf } from '../recurrence-of';

const shown = 5;
const words = { rule: 'opens', moved: 'moved', closed_day: 'shifted' } as const;

/** The next five tickets of these times, and between them what closed days leave out. */
export const previewRecurrenceQuery = defineQuery(previewRecurrence, {
  permission: 'recurring_ticket.read',
  run: async (ctx, input) => {
    assertTimes(input);
    const now = await ctx.time();
    const recurrence = recurrenceOf(input);
    const closed = await closedDaysFor(ctx, input.closedDays);
    const opening = nextOccurrences(recurrence, now, shown, closed ? { closed } : {});
    const end = opening.at(-1)?.at;
    const left = closed && end ? leftOut(occurrencesBetween(recurrence, now, end, { limit: 200 }), opening) : [];
    const dates = [
      ...opening.map(({ because, ...one }) => ({ ...one, what: words[because] })),
      ...left.map(({ original, wall, at }) => ({ original, wall, at, what: 'skipped' as const })),
    ].sort((a, b) => a.at.getTime() - b.at.getTime());
    return { dates, knowsClosedDays: (await ctx.askSlot(workspaceHours, {})) !== null };
  },
});

function leftOut(all: readonly Occurrence[], opening: readonly Occurrence[]): Occurrence[] {
  const kept = new Set(opening.map(({ original }) => original));
  return all.filter(({ original }) => !kept.has(original));
}
