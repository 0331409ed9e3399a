import { contract, idOf, instant, lineOfText, localDate, longText, z } from '@kelp/kernel/contract';

const reference = z.object({ id: z.uuid(), name: z.string() });
export const sheetState = z.enum(['draft', 'submitted', 'approved', 'changes_requested']);

/** How time is gathered into periods. */
export const periodRule = z.object({
  kind: z.enum(['week', 'two_weeks', 'half_month', 'month']),
  /** For weeks: the day on which they begin, 0 = Monday. */
  firstWeekday: z.number().int().min(0).max(6),
  /** For two weeks: a date in a week with which a pair begins. */
  anchorOn: localDate,
  /** For months: the day on which they begin, 1 to 28. */
  firstDay: z.number().int().min(1, 'From the 1st').max(28, 'to the 28th.'),
});

const period = z.object({ id: z.uuid(), startsOn: localDate, endsOn: localDate, sheetCount: z.number() });

/** Latest first; `endsOn` is excluded. */
export const listTimePeriods = contract({
  name: 'time_period.list',
  input: z.object({}),
  output: z.object({
    rule: periodRule,
    remindAfterDays: z.number().nullable(),
    rows: z.array(period),
    upTo: z.number(),
  }),
});

/** Sets how periods are cut from now on, and writes those ahead. What exists stays; where the old and the new meet, one period is shorter. */
export const setPeriodRule = contract({
  name: 'time_period.set_rule',
  input: periodRule.extend({
    /** How many days after its end a sheet that was not handed in is late; null reminds nobody. */
    remindAfterDays: z.number().int().min(1).max(30).nullable(),
  }),
  output: z.object({ written: z.number() }),
});

export const deleteTimePeriod = contract({
  name: 'time_period.delete',
  input: z.object({ id: idOf('time period') }),
  output: z.object({ id: z.uuid() }),
});

export const sheetFlag = z.enum(['overlap', 'no_notes', 'over_capacity', 'unpriced', 'short']);
export type SheetFlag = z.output<typeof sheetFlag>;

const sheetSums = {
  person: reference,
  startsOn: localDate,
  endsOn: localDate,
  state: sheetState,
  entries: z.number(),
  minutes: z.number(),
  billableMinutes: z.number(),
  capacityMinutes: z.number(),
};

/** The sheet of a person for the period in which the date lies; today without one. It is there before anybody hands it in. */
export const getTimeSheet = contract({
  name: 'time_sheet.get',
  input: z.object({
    id: idOf('time sheet').optional(),
    userId: idOf('user').optional(),
    date: localDate.optional(),
  }),
  output: z.object({
    ...sheetSums,
    /** Null while nothing was done with it. */
    id: z.uuid().nullable(),
    today: localDate,
    days: z.array(z.object({ date: localDate, capacityMinutes: z.number(), minutes: z.number() })),
    flags: z.array(sheetFlag),
    openedBy: reference.nullable(),
    openedAt: instant.nullable(),
    approvedBy: reference.nullable(),
    approvedAt: instant.nullable(),
    comments: z.array(
      z.object({
        id: z.uuid(),
        person: reference.nullable(),
        kind: z.enum(['comment', 'submitted', 'recalled', 'approved', 'changes_requested', 'reversed']),
        body: z.string(),
        at: instant,
      }),
    ),
    /** What the caller may do with it now. */
    abilities: z.array(
      z.enum(['log', 'submit', 'recall', 'approve', 'request_changes', 'reverse', 'comment', 'delete']),
    ),
  }),
});
export type TimeSheetCard = z.output<typeof getTimeSheet.output>;

/** Sheets that wait for the caller's decision, longest waiting first, with what to look at twice. */
export const sheetsForApproval = contract({
  name: 'time_sheet.for_approval',
  input: z.object({}),
  output: z.object({
    rows: z.array(z.object({ ...sheetSums, id: z.uuid(), submittedAt: instant.nullable(), flags: z.array(sheetFlag) })),
    upTo: z.number(),
  }),
});
export type SheetRow = z.output<typeof sheetsForApproval.output>['rows'][number];

/** Who has not handed in the time of a period that is over: of the last `periods` of them. */
export const missingSheets = contract({
  name: 'time_sheet.missing',
  input: z.object({ periods: z.number().int().min(1).max(12).default(4) }),
  output: z.object({ rows: z.array(z.object({ ...sheetSums, daysLate: z.number() })), upTo: z.number() }),
});

const one = { id: idOf('time sheet') };
const done = z.object({ id: z.uuid(), state: sheetState });
const reason = lineOfText(1000);

export const submitTimeSheet = contract({
  name: 'time_sheet.submit',
  input: z.object({ userId: idOf('user').optional(), date: localDate, comment: longText(2000).optional() }),
  output: done.extend({ entries: z.number(), minutes: z.number() }),
});
/** Takes back what was handed in, until a reviewer has opened it. */
export const recallTimeSheet = contract({ name: 'time_sheet.recall', input: z.object(one), output: done });
/** A reviewer looks at it. */
export const openTimeSheet = contract({ name: 'time_sheet.open_review', input: z.object(one), output: done });
export const approveTimeSheets = contract({
  name: 'time_sheet.approve',
  input: z.object({ id: idOf('time sheet').optional(), ids: z.array(idOf('time sheet')).max(100).default([]) }),
  output: z.object({ done: z.array(z.uuid()), skipped: z.array(z.object({ id: z.uuid(), reason: z.string() })) }),
});
/** Sends it back: these entries with the reason, or all of them. */
export const requestSheetChanges = contract({
  name: 'time_sheet.request_changes',
  input: z.object({ ...one, reason, entryIds: z.array(idOf('time entry')).max(200).default([]) }),
  output: done,
});
/** Takes an approval back. Refused once an invoice holds any of its time. */
export const reverseTimeSheet = contract({
  name: 'time_sheet.reverse',
  input: z.object({ ...one, reason }),
  output: done,
});
export const commentTimeSheet = contract({
  name: 'time_sheet.comment',
  input: z.object({ ...one, body: longText(2000).refine((text) => text.trim() !== '', 'Write something first.') }),
  output: z.object({ id: z.uuid() }),
});
export const deleteTimeSheet = contract({
  name: 'time_sheet.delete',
  input: z.object(one),
  output: z.object({ id: z.uuid() }),
});
