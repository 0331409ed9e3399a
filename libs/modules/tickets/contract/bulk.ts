import { contract, idOf, instant, lineOfText, z } from '@kelp/kernel/contract';
import { ticketFilter } from './queue-filter';

/** What shall become of each ticket. */
export const bulkChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('fields'),
    /** The status of this name on the ticket's own board. */
    status: lineOfText(100).optional(),
    priorityId: idOf('priority').optional(),
    /** On ITIL boards the priority follows from both. */
    impact: z.number().int().min(1).max(5).optional(),
    urgency: z.number().int().min(1).max(5).optional(),
    assignedTo: idOf('user').nullish(),
    teamId: idOf('team').nullish(),
    clientId: idOf('client').nullish(),
    dueAt: instant.nullish(),
  }),
  /** To the first closed status of the ticket's board. */
  z.object({ kind: z.literal('close') }),
  z.object({
    kind: z.literal('tags'),
    addIds: z.array(idOf('tag')).max(20, 'At most 20 tags at once.').default([]),
    removeIds: z.array(idOf('tag')).max(20, 'At most 20 tags at once.').default([]),
  }),
  /** A macro on each ticket: all its steps or none. */
  z.object({ kind: z.literal('macro'), macroId: idOf('macro') }),
]);
export type BulkChange = z.output<typeof bulkChange>;

export const startBulk = contract({
  name: 'ticket.bulk',
  input: z.object({
    /** These tickets, or … */
    ids: z.array(z.uuid()).min(1).max(2000).optional(),
    /** … all that fit now, */
    filter: ticketFilter.optional(),
    /** but these. */
    excluded: z.array(z.uuid()).max(2000).optional(),
    change: bulkChange,
  }),
  output: z.object({ id: z.uuid(), total: z.number() }),
});

export const stopBulk = contract({
  name: 'bulk_run.stop',
  input: z.object({ id: idOf('bulk_run') }),
  output: z.object({ id: z.uuid() }),
});

export const undoBulk = contract({
  name: 'bulk_run.undo',
  input: z.object({ id: idOf('bulk_run') }),
  output: z.object({ id: z.uuid(), total: z.number() }),
});

export const getBulkRun = contract({
  name: 'bulk_run.get',
  input: z.object({ id: idOf('bulk_run') }),
  output: z.object({
    id: z.uuid(),
    state: z.enum(['running', 'stopping', 'stopped', 'finished']),
    total: z.number(),
    done: z.number(),
    refused: z.number(),
    skipped: z.number(),
    undoesId: z.uuid().nullable(),
    isUndone: z.boolean(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    upTo: z.number(),
  }),
});
export type BulkRun = z.output<typeof getBulkRun.output>;

export const listBulkRows = contract({
  name: 'bulk_run.rows',
  input: z.object({
    id: idOf('bulk_run'),
    /** Only what was not done. */
    isProblem: z.boolean().default(false),
    after: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        position: z.number(),
        ticketId: z.uuid(),
        number: z.string(),
        title: z.string(),
        state: z.enum(['waiting', 'done', 'refused', 'skipped', 'stopped']),
        reason: z.string().nullable(),
      }),
    ),
    next: z.number().nullable(),
  }),
});
