import { contract, idOf, instant, z } from '@kelp/kernel/contract';
import { calendarHours, slaPromises } from './promises';

/** What is tried: other promises of a policy, or other hours of a calendar under every policy that counts by it. */
const draft = z.union([
  z.object({
    policyId: idOf('sla_policy'),
    calendarId: slaPromises.calendarId,
    targets: slaPromises.targets,
    settings: slaPromises.settings,
  }),
  z.object({ calendarId: idOf('business_calendar'), hours: calendarHours }),
]);
export type BackTestDraft = z.output<typeof draft>;

export const startBackTest = contract({
  name: 'sla.start_back_test',
  /** Counted are tickets that were closed at or after `from` and before `until`: at most three years, and over. */
  input: z.object({ draft, from: instant, until: instant }),
  output: z.object({ id: z.uuid() }),
});

const verdicts = z.object({ met: z.number(), breached: z.number(), unanswered: z.number() });
const outcome = z.enum(['met', 'breached', 'unanswered']).nullable();

export const getBackTest = contract({
  name: 'sla.back_test',
  input: z.object({ id: idOf('sla_back_test') }),
  output: z.object({
    id: z.uuid(),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    from: instant,
    until: instant,
    /** Tickets counted so far, and how many there are to count. */
    done: z.number(),
    total: z.number(),
    /** By clock and priority: as if today's settings had held all the time, and as if the draft had. */
    figures: z.array(
      z.object({
        clock: z.enum(['response', 'resolution']),
        priority: z.object({ id: z.uuid(), name: z.string() }),
        today: verdicts,
        draft: verdicts,
      }),
    ),
    /** Verdicts that differ, in all; `changes` has the first five hundred of them, as far as the reader may see the ticket. */
    changedCount: z.number(),
    changes: z.array(
      z.object({
        ticketId: z.uuid(),
        number: z.string(),
        title: z.string(),
        clock: z.enum(['response', 'resolution']),
        epoch: z.number(),
        /** Null: no clock, or one that counts in no report. */
        today: outcome,
        draft: outcome,
      }),
    ),
  }),
});
export type BackTest = z.output<typeof getBackTest.output>;
