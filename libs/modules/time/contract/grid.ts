import { contract, idOf, localDate, z } from '@kelp/kernel/contract';
import { timeWarning } from './warning';
import { workWeek } from './work-schedules';

/** A cell of the weekly grid: the minutes of one piece of work on one day. 0 takes its entry away. */
export const setTimeCell = contract({
  name: 'time_entry.set_cell',
  input: z.object({
    userId: idOf('user').optional(),
    date: localDate,
    ticketId: idOf('ticket').nullish(),
    /** Only for work without a ticket. */
    clientId: idOf('client').nullish(),
    serviceId: idOf('service'),
    minutes: z.number().int('Give whole minutes.').min(0).max(1440, 'At most 24 hours.'),
  }),
  output: z.object({ entryId: z.uuid().nullable(), warnings: z.array(timeWarning) }),
});

/** The active colleagues whose time the caller may write as theirs, by name, with their zones and working weeks. */
export const listTimePeople = contract({
  name: 'time_entry.people',
  input: z.object({}),
  output: z.object({
    rows: z.array(z.object({ id: z.uuid(), name: z.string(), zone: z.string(), week: workWeek })),
    upTo: z.number(),
  }),
});
export type TimePerson = z.output<typeof listTimePeople.output>['rows'][number];
