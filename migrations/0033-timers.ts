import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** The one timer of a person, and the hours in which people work. */
export const timers: Migration = {
  name: '0033-timers',
  async up(knex) {
    await tenantTable(
      knex,
      'timers',
      `user_id uuid not null, ticket_id uuid, client_id uuid, service_id uuid, started_at timestamptz not null, notes text not null default '',
       is_billable boolean not null default true, check (ticket_id is null or client_id is null)`,
      {
        unique: [['user_id']],
        references: { user_id: 'users', ticket_id: 'tickets', client_id: 'clients', service_id: 'services' },
        index: [['ticket_id']],
      },
    );
    await tenantTable(
      knex,
      'user_work_schedules',
      `user_id uuid not null, weekday integer not null check (weekday between 0 and 6), start_minute integer, end_minute integer,
       break_minutes integer not null default 0,
       check ((start_minute is null) = (end_minute is null)),
       check (start_minute >= 0 and end_minute <= 1440 and start_minute < end_minute),
       check (break_minutes >= 0 and break_minutes < coalesce(end_minute - start_minute, 1))`,
      { key: ['user_id', 'weekday'], standard: false, references: { user_id: 'users' } },
    );
  },
};
