import { contract, idOf, instant, paging, z } from '@kelp/kernel/contract';

/** Open clocks by what they need: `breached` ones are past their due, `due_soon` within the hour, `paused` stand still. */
export const lanes = ['breached', 'due_soon', 'paused', 'on_track'] as const;
export type Lane = (typeof lanes)[number];
export const outcomes = ['met', 'breached', 'unanswered'] as const;
export type Outcome = (typeof outcomes)[number];

const dimensions = {
  boardId: idOf('board').optional(),
  clientId: z.union([idOf('client'), z.literal('none')]).optional(),
  policyId: idOf('sla_policy').optional(),
  priorityId: idOf('priority').optional(),
  clock: z.enum(['response', 'resolution']).optional(),
};

const laneCounts = z.record(z.enum(lanes), z.number());

export const getSlaBoard = contract({
  name: 'sla.board',
  input: z.object({ boardId: dimensions.boardId, assignee: z.enum(['me', 'nobody']).optional() }),
  output: z.object({
    /** Clocks by lane, each number the rows that `sla.clocks` gives for it. */
    counts: laneCounts,
    boards: z.array(z.object({ id: z.uuid(), name: z.string(), counts: laneCounts })),
    upTo: z.number(),
  }),
});

const reference = z.object({ id: z.uuid(), name: z.string() });

const clockRow = z.object({
  ticketId: z.uuid(),
  number: z.string(),
  title: z.string(),
  client: reference.nullable(),
  board: reference,
  priority: z.object({ id: z.uuid(), name: z.string(), color: z.string(), position: z.number() }),
  assignee: reference.nullable(),
  clock: z.enum(['response', 'resolution']),
  epoch: z.number(),
  state: z.enum(['running', 'paused', 'met', 'missed', 'unanswered', 'cancelled']),
  startedAt: instant,
  dueAt: instant.nullable(),
  stoppedAt: instant.nullable(),
  breachedAt: instant.nullable(),
  remainingMinutes: z.number().nullable(),
  policyName: z.string(),
  /** The highest escalation level that the ticket reached in this spell; 0 for none. */
  level: z.number(),
});
export type SlaClockRow = z.output<typeof clockRow>;

export const listSlaClocks = contract({
  name: 'sla.clocks',
  input: z.object({
    ...dimensions,
    assignee: z.enum(['me', 'nobody']).optional(),
    /** Open clocks of a lane, or decided ones of an outcome within `from` and `until`. */
    lane: z.enum(lanes).optional(),
    outcome: z.enum(outcomes).optional(),
    from: instant.optional(),
    until: instant.optional(),
    ...paging,
  }),
  output: z.object({ rows: z.array(clockRow), next: z.string().nullable(), upTo: z.number() }),
});

const figures = z.object({ met: z.number(), breached: z.number(), unanswered: z.number() });
export type SlaFigures = z.output<typeof figures>;

export const reportDimensions = ['policy', 'client', 'board', 'priority'] as const;

export const getSlaCompliance = contract({
  name: 'sla.compliance',
  input: z.object({
    ...dimensions,
    from: instant,
    until: instant,
    by: z.enum(reportDimensions).default('policy'),
  }),
  output: z.object({
    total: figures,
    /** Most breaches first, at most two hundred. `id` is null for tickets without a client. */
    groups: z.array(figures.extend({ id: z.uuid().nullable(), name: z.string() })),
    /** Weeks from Monday on the workspace's walls, cut to the period. */
    weeks: z.array(figures.extend({ from: instant, until: instant })),
    upTo: z.number(),
  }),
});
