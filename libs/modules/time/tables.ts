import { boolean, decimal, instant, integer, localDate, tenantColumns, text, textList, uuid } from '@kelp/platform/db';

export type WorkType = 'ticket' | 'ad_hoc';
export type EntryState = 'draft' | 'submitted' | 'approved' | 'changes_requested';
/** How the paying contract line was found: `line` one pays, `catalogue` none and the catalogue price holds, `ambiguous` several could, `none` unknown. */
export type LineSource = 'line' | 'catalogue' | 'ambiguous' | 'none';

export const timeEntries = tenantColumns(
  'time_entries',
  {
    userId: uuid(),
    workType: text<WorkType>(),
    ticketId: uuid().orNull(),
    /** Of the ticket at the time of writing, or chosen for work without a ticket; null = nobody can be billed. */
    clientId: uuid().orNull(),
    /** The reply or note that was written in the same act. */
    commentId: uuid().orNull(),
    serviceId: uuid(),
    startedAt: instant(),
    endedAt: instant(),
    /** Local date of the start in `zone`; billing chooses the period by it. */
    workDate: localDate(),
    zone: text(),
    /** Minutes worked. Billing never changes them. */
    minutes: integer(),
    billableMinutes: integer(),
    notes: text().withDefault(),
    state: text<EntryState>().withDefault(),
    submittedAt: instant().orNull(),
    approvedBy: uuid().orNull(),
    approvedAt: instant().orNull(),
    changeReason: text().orNull(),
    changesRequestedBy: uuid().orNull(),
    /** Line of a contract; contracts live above this room, so the slot `payingLine` vouches for it and no foreign key. */
    contractLineId: uuid().orNull(),
    lineSource: text<LineSource>().withDefault(),
    lineReason: text().withDefault(),
    lineCandidates: textList().withDefault(),
    /** A person chose the line among several; a new look-up does not take it away while it still fits. */
    isLineChosen: boolean().withDefault(),
    /** Minor units an hour for this entry alone, before every other rate; with its currency. */
    ownRate: decimal().orNull(),
    ownRateCurrency: text().orNull(),
    userType: text(),
    /** Name of the worker's role when they have exactly one; special rates match it. */
    role: text().orNull(),
    createdBy: uuid().orNull(),
    /** The call or visit that it was logged for; each once. */
    interactionId: uuid().orNull(),
    /** An invoice of the system that it was imported from holds it: billing leaves it alone. */
    isBilledElsewhere: boolean().withDefault(),
  },
  {
    noun: 'time entry',
    conflicts: { time_entries_interaction_unique: 'The time of this is logged already. Change that entry instead.' },
  },
);
