import { contract, idOf, instant, lineOfText, longText, z } from '@kelp/kernel/contract';

export const scope = z.enum(['personal', 'team', 'everyone']);

/** What a macro does to a ticket, in one act. A status is named, because each board has its own. */
export const macroSteps = z.object({
  statusName: lineOfText(100).optional(),
  priorityId: idOf('priority').optional(),
  assignee: z.union([z.literal('me'), z.literal('nobody'), idOf('user')]).optional(),
  teamId: idOf('team').optional(),
  typeId: idOf('ticket type').optional(),
  /** A category or subcategory; on tickets of another board the macro cannot run. */
  categoryId: idOf('category').optional(),
  /** May hold places such as {{contact.name}}. */
  comment: z
    .object({
      visibility: z.enum(['public', 'internal']),
      text: longText(50_000).refine((text) => text.trim().length > 0, 'Write the text, or take this step away.'),
    })
    .optional(),
  time: z
    .object({
      minutes: z.number().int().min(1, 'At least one minute.').max(1440, 'At most 24 hours.'),
      isBillable: z.boolean().default(true),
    })
    .optional(),
  /** Tells the person who ran it after so many days, unless the client answered or the status changed. */
  remindAfterDays: z.number().int().min(1).max(90).optional(),
});
export type MacroSteps = z.output<typeof macroSteps>;

const shared = { scope, teamId: idOf('team').nullish() };

export const macroRow = z.object({
  id: z.uuid(),
  name: z.string(),
  steps: macroSteps,
  scope,
  teamId: z.uuid().nullable(),
  /** Whether the reader may change and delete it. */
  mayChange: z.boolean(),
  version: z.number(),
});
export type MacroRow = z.output<typeof macroRow>;

/** The macros that the reader may run. */
export const listMacros = contract({
  name: 'macro.list',
  input: z.object({}),
  output: z.object({ rows: z.array(macroRow) }),
});

export const createMacro = contract({
  name: 'macro.create',
  input: z.object({ name: lineOfText(), steps: macroSteps, ...shared }),
  output: z.object({ id: z.uuid() }),
});

export const updateMacro = contract({
  name: 'macro.update',
  input: z.object({
    id: idOf('macro'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    steps: macroSteps.optional(),
    scope: scope.optional(),
    teamId: idOf('team').nullish(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteMacro = contract({
  name: 'macro.delete',
  input: z.object({ id: idOf('macro') }),
  output: z.object({ id: z.uuid() }),
});

export const macroPlan = z.object({
  changes: z.array(
    z.object({
      field: z.enum(['status', 'priority', 'assignee', 'team', 'type', 'category']),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  comment: z.object({ visibility: z.enum(['public', 'internal']), text: z.string() }).nullable(),
  minutes: z.number().nullable(),
  remindAt: instant.nullable(),
  /** Sentences why it cannot run on this ticket; empty when it can. */
  problems: z.array(z.string()),
});
export type MacroPlan = z.output<typeof macroPlan>;

/** What running the macro on the ticket would change. Changes nothing. */
export const previewMacro = contract({
  name: 'macro.preview',
  input: z.object({ id: idOf('macro'), ticketId: idOf('ticket') }),
  output: macroPlan,
});

/** Runs the macro on one ticket: all of it or nothing. */
export const runMacro = contract({
  name: 'macro.run',
  input: z.object({ id: idOf('macro'), ticketId: idOf('ticket') }),
  output: z.object({ ticketId: z.uuid() }),
});
