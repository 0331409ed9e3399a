import { contract, idOf, instant, lineOfText, localDate, z } from '@kelp/kernel/contract';
import { timeWarning } from './warning';

/** What of a day is not logged: of the caller's last working day, unless a date is given. */
export const dayGaps = contract({
  name: 'time_entry.day_gaps',
  input: z.object({ date: localDate.optional() }),
  output: z.object({
    /** Null for somebody who is off all week. */
    date: localDate.nullable(),
    capacityMinutes: z.number(),
    loggedMinutes: z.number(),
    /** Parts of the working span in which nothing was logged; shorter ones than a quarter of an hour are left out. */
    gaps: z.array(z.object({ startAt: instant, endAt: instant })),
  }),
});

/** One line is one entry: `45m onsite yesterday replaced the toner`, on a ticket when it names its number. */
export const quickLog = contract({
  name: 'time_entry.quick_log',
  input: z.object({ line: lineOfText(500), ticketId: idOf('ticket').optional() }),
  output: z.object({ entryId: z.uuid(), minutes: z.number(), about: z.string(), warnings: z.array(timeWarning) }),
});
