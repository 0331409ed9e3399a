import { contract, idOf, instant, longText, z } from '@kelp/kernel/contract';
import { splitAtMidnight } from './split-at-midnight';
import { timeWarning } from './warning';

const reference = z.object({ id: z.uuid(), name: z.string() });
const notes = longText(5000);
const told = {
  serviceId: idOf('service').nullish(),
  isBillable: z.boolean().optional(),
  notes: notes.optional(),
};

export const timerCard = z.object({
  id: z.uuid(),
  ticket: z.object({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
  client: reference.nullable(),
  service: reference.nullable(),
  startedAt: instant,
  notes: z.string(),
  isBillable: z.boolean(),
  /** Set when it was left running over the night: the end of the working day on which it began, or its start if that was later. */
  suggestedEnd: instant.nullable(),
  version: z.number(),
});
export type TimerCard = z.output<typeof timerCard>;

/** The caller's own timer. `now` is the server's clock: a browser's may be wrong. */
export const getTimer = contract({
  name: 'timer.get',
  input: z.object({}),
  output: z.object({ timer: timerCard.nullable(), now: instant }),
});

const draft = z.object({ entryId: z.uuid(), minutes: z.number(), about: z.string() });

/** Starts the one timer of the caller; what ran before stops in the same second and becomes a draft. */
export const startTimer = contract({
  name: 'timer.start',
  input: z.object({
    ticketId: idOf('ticket').nullish(),
    /** Only for work without a ticket. */
    clientId: idOf('client').nullish(),
    ...told,
  }),
  output: z.object({
    id: z.uuid(),
    startedAt: instant,
    /** False when it ran on the same ticket already. */
    isNew: z.boolean(),
    stopped: draft.nullable(),
    warnings: z.array(timeWarning),
  }),
});

/** Changes what the running timer says; an earlier start when it was forgotten. */
export const updateTimer = contract({
  name: 'timer.update',
  input: z.object({ id: idOf('timer'), version: z.number().int(), startedAt: instant.optional(), ...told }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** Stops the timer into a time entry, a draft unless it is handed in at once. */
export const stopTimer = contract({
  name: 'timer.stop',
  input: z.object({
    id: idOf('timer'),
    /** Now without it. */
    endedAt: instant.optional(),
    ...told,
    contractLineId: idOf('contract line').nullish(),
    submit: z.boolean().default(false),
    splitAtMidnight,
  }),
  output: draft.extend({ warnings: z.array(timeWarning) }),
});

/** Throws the running time away. */
export const discardTimer = contract({
  name: 'timer.discard',
  input: z.object({ id: idOf('timer') }),
  output: z.object({ id: z.uuid() }),
});
