import {
  contract,
  currencyCode,
  idOf,
  instant,
  lineOfText,
  localDate,
  longText,
  pageOf,
  paging,
  z,
} from '@kelp/kernel/contract';
import { positivePrice } from '@kelp/catalog/contract';
import { holdReply } from '@kelp/tickets/contract';
import { splitAtMidnight } from './contract/split-at-midnight';
import { timeWarning } from './contract/warning';

export * from './contract/day';
export * from './contract/grid';
export * from './contract/time-sheets';
export * from './contract/timers';
export * from './contract/warning';
export * from './contract/work-schedules';

const reference = z.object({ id: z.uuid(), name: z.string() });
export const entryState = z.enum(['draft', 'submitted', 'approved', 'changes_requested']);
const lineSource = z.enum(['line', 'catalogue', 'ambiguous', 'none']);
const minutes = z.number().int('Give whole minutes.').min(1, 'At least one minute.').max(1440, 'At most 24 hours.');
/** Minor units an hour for one entry alone: it comes before the rates of contract, workspace and catalogue. */
const ownRate = z.object({ rate: positivePrice, currency: currencyCode });
/** The entries that are decided on: many at once, or one, as an address of the API names it. */
const chosen = {
  id: idOf('time entry').optional(),
  ids: z.array(idOf('time entry')).max(200, 'At most 200 entries at once.').default([]),
};
const notes = longText(5000);

/** When: start and end, or minutes with a start, an end, or neither (then they end now). */
const span = { startedAt: instant.optional(), endedAt: instant.optional(), minutes: minutes.optional() };
/** How it is billed: not at all, whole, or some of the minutes; and which contract line pays where several could. */
const billing = {
  serviceId: idOf('service').optional(),
  isBillable: z.boolean().optional(),
  billableMinutes: z.number().int().min(0).max(1440).optional(),
  contractLineId: idOf('contract line').nullish(),
};

const written = z.object({
  id: z.uuid(),
  version: z.number(),
  warnings: z.array(timeWarning),
  /** The entries of the days after, when it was split at midnight. */
  laterIds: z.array(z.uuid()),
});

export const createTimeEntry = contract({
  name: 'time_entry.create',
  input: z.object({
    /** Whose time; the caller's own without it. */
    userId: idOf('user').optional(),
    ticketId: idOf('ticket').nullish(),
    /** Only for work without a ticket: a ticket brings its client. */
    clientId: idOf('client').nullish(),
    ...span,
    ...billing,
    notes: notes.default(''),
    /** Hands it in for approval at once. */
    submit: z.boolean().default(false),
    splitAtMidnight,
  }),
  output: written,
});

export const updateTimeEntry = contract({
  name: 'time_entry.update',
  input: z.object({
    id: idOf('time entry'),
    version: z.number().int(),
    ...span,
    ...billing,
    notes: notes.optional(),
    submit: z.boolean().default(false),
    splitAtMidnight,
  }),
  output: written,
});

export const deleteTimeEntry = contract({
  name: 'time_entry.delete',
  input: z.object({ id: idOf('time entry'), version: z.number().int() }),
  output: z.object({ id: z.uuid() }),
});

/** The time told in the composer. */
const worked = {
  minutes: minutes.optional(),
  /** A line such as `45m onsite yesterday replaced the toner`, instead of minutes. */
  quick: lineOfText(500).optional(),
  serviceId: idOf('service').optional(),
  isBillable: z.boolean().default(true),
};

export const logWithComment = contract({
  name: 'time_entry.log_with_comment',
  input: z.object({
    ticketId: idOf('ticket'),
    visibility: z.enum(['public', 'internal']),
    text: longText(200_000).refine((text) => text.trim().length > 0, 'Write something before you send it.'),
    /** Sets the status in the same act. */
    statusId: idOf('status').optional(),
    /** Marks the comment as the resolution. */
    isResolution: z.boolean().optional(),
    closeOverrideReason: lineOfText(500).optional(),
    uploads: z.array(idOf('upload')).max(20).default([]),
    parentId: idOf('comment').optional(),
    heldId: idOf('held reply').optional(),
    /** As in `ticket.comment`. */
    confirmsNames: z.boolean().optional(),
    ...worked,
    notes: notes.optional(),
    /** When the minutes began; they end now without it. */
    startedAt: instant.optional(),
  }),
  output: z.object({ commentId: z.uuid(), entryId: z.uuid(), minutes: z.number(), warnings: z.array(timeWarning) }),
});

/** A reply with time that leaves in ten seconds, or at a time, unless it is taken back. */
export const holdWithReply = contract({
  name: 'time_entry.hold_with_reply',
  input: z.object({ ...holdReply.input.shape, ...worked }),
  output: z.object({ id: z.uuid(), sendAt: instant, minutes: z.number() }),
});

/** Time for an interaction, on its ticket or for its client; its own length without `minutes`. */
export const makeTimeOfInteraction = contract({
  name: 'interaction.make_time_entry',
  input: z.object({
    interactionId: idOf('interaction'),
    minutes: minutes.optional(),
    serviceId: idOf('service').optional(),
    isBillable: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid(), minutes: z.number(), warnings: z.array(timeWarning) }),
});

const decided = z.object({ done: z.array(z.uuid()), skipped: z.array(z.object({ id: z.uuid(), reason: z.string() })) });

export const submitTime = contract({ name: 'time_entry.submit', input: z.object(chosen), output: decided });
export const approveTime = contract({ name: 'time_entry.approve', input: z.object(chosen), output: decided });
export const requestTimeChanges = contract({
  name: 'time_entry.request_changes',
  input: z.object({ ...chosen, reason: lineOfText(1000) }),
  output: decided,
});
export const reverseTimeApproval = contract({
  name: 'time_entry.reverse_approval',
  input: z.object({ ...chosen, reason: lineOfText(1000) }),
  output: decided,
});

/** Corrects how an entry is billed, approved or not, as long as no invoice holds it. The minutes worked never change. */
export const correctTimeBilling = contract({
  name: 'time_entry.correct_billing',
  input: z.object({
    id: idOf('time entry'),
    version: z.number().int(),
    serviceId: idOf('service').optional(),
    billableMinutes: z.number().int().min(0).max(1440).optional(),
    contractLineId: idOf('contract line').nullish(),
    /** Null takes it off again. */
    ownRate: ownRate.nullish(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const timeEntryRow = z.object({
  id: z.uuid(),
  person: reference,
  ticket: z.object({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
  client: reference.nullable(),
  service: reference,
  commentId: z.uuid().nullable(),
  startedAt: instant,
  endedAt: instant,
  workDate: localDate,
  zone: z.string(),
  minutes: z.number(),
  billableMinutes: z.number(),
  notes: z.string(),
  state: entryState,
  changeReason: z.string().nullable(),
  approvedBy: reference.nullable(),
  approvedAt: instant.nullable(),
  lineSource,
  contractLineId: z.uuid().nullable(),
  lineReason: z.string(),
  /** Lines that could pay, where a person has to choose. */
  lineCandidates: z.array(z.uuid()),
  /** Only for those who may correct how time is billed. */
  ownRate: ownRate.nullable(),
  /** Somebody else wrote it for the person. */
  loggedBy: reference.nullable(),
  /** What the caller may do with it now. An invoice may still lock it; then the action says so. */
  abilities: z.array(z.enum(['update', 'delete', 'submit'])),
  version: z.number(),
});
export type TimeEntryCard = z.output<typeof timeEntryRow>;

/** What a person needs to correct how these entries are billed: the entries, and the lines that could pay for all of them. */
export const timeBillingChoices = contract({
  name: 'time_entry.billing_choices',
  input: z.object({ ids: z.array(idOf('time entry')).min(1).max(200, 'At most 200 entries at once.') }),
  output: z.object({ rows: z.array(timeEntryRow), lines: z.array(reference), services: z.array(reference) }),
});
export type TimeBillingChoices = z.output<typeof timeBillingChoices.output>;

export const listTimeEntries = contract({
  name: 'time_entry.list',
  input: z.object({
    ticketId: idOf('ticket').optional(),
    clientId: idOf('client').optional(),
    userId: z.union([z.literal('me'), idOf('user')]).optional(),
    state: entryState.optional(),
    ids: z.array(idOf('time entry')).max(200).optional(),
    /** Work dates, both included. */
    from: localDate.optional(),
    to: localDate.optional(),
    ...paging,
  }),
  output: pageOf(timeEntryRow).extend({
    total: z.object({ minutes: z.number(), billableMinutes: z.number() }).optional(),
  }),
});

export const getTimeEntry = contract({
  name: 'time_entry.get',
  input: z.object({ id: idOf('time entry') }),
  output: timeEntryRow,
});

export const approvalFlag = z.enum(['overlap', 'no_notes', 'long', 'ambiguous_line']);

export const timeForApproval = contract({
  name: 'time_entry.for_approval',
  input: z.object({ userId: idOf('user').optional(), clientId: idOf('client').optional(), ...paging }),
  output: pageOf(timeEntryRow.extend({ flags: z.array(approvalFlag) })),
});
export type ApprovalRow = z.output<typeof timeForApproval.output>['rows'][number];

export const payingLineAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), lineId: z.uuid(), lineName: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('catalogue'), reason: z.string() }),
  z.object({ kind: z.literal('ambiguous'), candidates: z.array(reference) }),
  z.object({ kind: z.literal('none'), reason: z.string() }),
]);

/** Which contract line would pay for work done now (or on a date), before it is saved. */
export const payingLinePreview = contract({
  name: 'time_entry.paying_line',
  input: z.object({
    ticketId: idOf('ticket').optional(),
    clientId: idOf('client').optional(),
    serviceId: idOf('service').optional(),
    workDate: localDate.optional(),
  }),
  output: z.object({ service: reference.nullable(), answer: payingLineAnswer }),
});

/** What the picker of services offers, with the default for the ticket, and what the caller logged last: a guess for what they look at before it is saved. */
export const timeServices = contract({
  name: 'time_entry.services',
  input: z.object({ ticketId: idOf('ticket').optional() }),
  output: z.object({
    services: z.array(reference),
    defaultServiceId: z.uuid().nullable(),
    lastServiceId: z.uuid().nullable(),
  }),
});

const settings = z.object({
  overlapPolicy: z.enum(['warn', 'block']),
  defaultServiceId: z.uuid().nullable(),
  boardServices: z.array(z.object({ boardId: z.uuid(), serviceId: z.uuid() })),
  /** Boards whose tickets are not timed by being looked at. */
  untrackedBoardIds: z.array(z.uuid()),
});

export const getTimeSettings = contract({ name: 'time_settings.get', input: z.object({}), output: settings });
export const updateTimeSettings = contract({
  name: 'time_settings.update',
  input: z.object({
    overlapPolicy: z.enum(['warn', 'block']).optional(),
    defaultServiceId: idOf('service').nullish(),
    boardServices: z
      .array(z.object({ boardId: idOf('board'), serviceId: idOf('service') }))
      .max(200)
      .optional(),
    untrackedBoardIds: z.array(idOf('board')).max(200).optional(),
  }),
  output: settings,
});
