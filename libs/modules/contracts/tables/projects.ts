import { bareTenantColumns, decimal, instant, integer, localDate, tenantColumns, text, uuid } from '@kelp/platform/db';

export type MilestoneKind = 'amount' | 'percent' | 'rest';

/** A part of a project's price that is due when it is reached; `rest` is all that the others leave. */
export const projectMilestones = tenantColumns(
  'project_milestones',
  {
    lineId: uuid(),
    position: integer(),
    name: text(),
    kind: text<MilestoneKind>(),
    /** Minor units. */
    amount: decimal().orNull(),
    percent: decimal().orNull(),
    plannedOn: localDate().orNull(),
    /** The day from which it is due; null while it is open. */
    completedOn: localDate().orNull(),
    completedBy: text().orNull(),
  },
  {
    noun: 'milestone',
    conflicts: { project_milestones_one_rest: 'Only one milestone can take what is left. Give the others an amount.' },
  },
);

/** What is paid ahead for a project and comes off its final invoice. */
export const projectDeposits = tenantColumns(
  'project_deposits',
  {
    lineId: uuid(),
    /** Minor units before tax. */
    amount: decimal(),
    dueOn: localDate(),
    note: text().withDefault(),
  },
  { noun: 'deposit' },
);

/** Levels of a project's budget that have been told, each once for a budget: of money in minor units, of time in minutes. */
export const projectNotices = bareTenantColumns(
  'project_notices',
  { lineId: uuid(), measure: text<'money' | 'time'>(), budget: decimal(), percent: integer(), toldAt: instant() },
  { isAudited: false, noun: 'notice of a budget' },
);
