import { peopleManagedBy } from '@kelp/identity';
import { defineNarrowing } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { timeEntries } from './tables';
import { timers } from './tables/timers';

/** How policy packs may narrow time. What somebody worked stays theirs, also where they no longer see the ticket. */
export const timeNarrowings = [
  defineNarrowing('time_entry', timeEntries, {
    keeps: 'user_id',
    ways: {
      own: { label: 'their own time', sql: ({ me }) => sql`x.user_id = ${me}` },
      own_or_managed: {
        label: 'their own time and that of the people they manage',
        sql: ({ tenant, me }) => sql`(x.user_id = ${me} or x.user_id in ${peopleManagedBy(tenant, me)})`,
      },
    },
  }),
  defineNarrowing('timer', timers, { keeps: 'user_id', ways: {} }),
];
