import { instant, localDate, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { EntryState } from '../tables';

/** Days whose time is handed in together; `endsOn` is excluded. */
export const timePeriods = tenantColumns(
  'time_periods',
  { startsOn: localDate(), endsOn: localDate() },
  { noun: 'time period' },
);

/** The time of one person in one period, as far as it has been handed in. Without a row it is a draft. */
export const timesheets = tenantColumns(
  'timesheets',
  {
    userId: uuid(),
    periodId: uuid(),
    state: text<EntryState>().withDefault(),
    submittedAt: instant().orNull(),
    submittedBy: uuid().orNull(),
    /** When a reviewer first looked at what was handed in: from then on it cannot be recalled. */
    openedAt: instant().orNull(),
    openedBy: uuid().orNull(),
    approvedAt: instant().orNull(),
    approvedBy: uuid().orNull(),
    /** The person was told that it is late. */
    remindedAt: instant().orNull(),
  },
  { noun: 'time sheet' },
);

export type SheetCommentKind = 'comment' | 'submitted' | 'recalled' | 'approved' | 'changes_requested' | 'reversed';

/** What was said about a sheet, and what became of it, in order. */
export const timesheetComments = tenantColumns(
  'timesheet_comments',
  { timesheetId: uuid(), userId: uuid().orNull(), kind: text<SheetCommentKind>(), body: text().withDefault() },
  { noun: 'sheet comment', isAudited: false },
);
