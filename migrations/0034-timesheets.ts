import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Periods of time, and the sheets by which people hand in the time of one. */
export const timesheets: Migration = {
  name: '0034-timesheets',
  async up(knex) {
    await tenantTable(
      knex,
      'time_periods',
      `starts_on date not null, ends_on date not null, check (ends_on > starts_on)`,
      {
        unique: [['starts_on'], ['ends_on']],
      },
    );
    await tenantTable(
      knex,
      'timesheets',
      `user_id uuid not null, period_id uuid not null,
       state text not null default 'draft' check (state in ('draft', 'submitted', 'approved', 'changes_requested')),
       submitted_at timestamptz, submitted_by uuid, opened_at timestamptz, opened_by uuid, approved_at timestamptz, approved_by uuid,
       reminded_at timestamptz, check ((state = 'approved') = (approved_at is not null))`,
      {
        unique: [['user_id', 'period_id']],
        references: {
          user_id: 'users',
          period_id: 'time_periods',
          submitted_by: 'users',
          opened_by: 'users',
          approved_by: 'users',
        },
        index: [['period_id']],
      },
    );
    await knex.raw(
      `create index timesheets_waiting on timesheets (tenant_id, submitted_at, id) where state = 'submitted'`,
    );
    await tenantTable(
      knex,
      'timesheet_comments',
      `timesheet_id uuid not null, user_id uuid, kind text not null
         check (kind in ('comment', 'submitted', 'recalled', 'approved', 'changes_requested', 'reversed')),
       body text not null default ''`,
      { references: { timesheet_id: 'timesheets', user_id: 'users' }, index: [['timesheet_id', 'id']] },
    );
  },
};
