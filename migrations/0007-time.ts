import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Time worked: who, when, on what, as which service, which contract line pays, and how far its approval has come. */
export const time: Migration = {
  name: '0007-time',
  async up(knex) {
    await tenantTable(
      knex,
      'time_entries',
      `user_id uuid not null, work_type text not null check (work_type in ('ticket', 'ad_hoc')), ticket_id uuid, client_id uuid, comment_id uuid,
       service_id uuid not null, started_at timestamptz not null, ended_at timestamptz not null, work_date date not null, zone text not null,
       minutes integer not null check (minutes between 1 and 1440), billable_minutes integer not null, notes text not null default '',
       state text not null default 'draft' check (state in ('draft', 'submitted', 'approved', 'changes_requested')),
       submitted_at timestamptz, approved_by uuid, approved_at timestamptz, change_reason text, changes_requested_by uuid,
       contract_line_id uuid, line_source text not null default 'none' check (line_source in ('line', 'catalogue', 'ambiguous', 'none')),
       line_reason text not null default '', line_candidates text[] not null default '{}', is_line_chosen boolean not null default false,
       user_type text not null, role text, created_by uuid,
       check (ended_at > started_at), check (billable_minutes between 0 and minutes),
       check ((work_type = 'ticket') = (ticket_id is not null)), check ((state = 'approved') = (approved_at is not null)),
       check ((line_source = 'line') = (contract_line_id is not null))`,
      {
        references: {
          user_id: 'users',
          ticket_id: 'tickets',
          client_id: 'clients',
          comment_id: 'comments',
          service_id: 'services',
          approved_by: 'users',
          changes_requested_by: 'users',
          created_by: 'users',
        },
        index: [
          ['client_id', 'work_date'],
          ['user_id', 'started_at'],
          ['ticket_id', 'id'],
          ['contract_line_id', 'work_date'],
        ],
      },
    );
    await knex.raw(
      `create index time_entries_waiting on time_entries (tenant_id, work_date, id) where state = 'submitted'`,
    );
  },
};
