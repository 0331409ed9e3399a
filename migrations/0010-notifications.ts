import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** What people are told, and by which way they want to be told. */
export const notifications: Migration = {
  name: '0010-notifications',
  async up(knex) {
    await tenantTable(
      knex,
      'notifications',
      `user_id uuid not null, seq bigint not null check (seq >= 1), subtype text not null, title text not null, body text not null default '',
       link text not null, ticket_id uuid, priority text not null default 'normal' check (priority in ('normal', 'high')),
       is_in_app boolean not null default true, is_mail_waiting boolean not null default false, read_at timestamptz, event_id uuid not null`,
      {
        references: { user_id: 'users', ticket_id: 'tickets' },
        unique: [
          ['user_id', 'event_id', 'subtype'],
          ['user_id', 'seq'],
        ],
      },
    );
    await knex.raw(
      'create index notifications_unread on notifications (tenant_id, user_id) where read_at is null and is_in_app',
    );
    await tenantTable(knex, 'notification_counters', 'user_id uuid not null, last_seq bigint not null default 0', {
      key: ['user_id'],
      standard: false,
      references: { user_id: 'users' },
    });
    await tenantTable(
      knex,
      'notification_preferences',
      `user_id uuid not null, subtype text not null, channel text not null check (channel in ('in_app', 'email')), is_on boolean not null`,
      { key: ['user_id', 'subtype', 'channel'], standard: false, references: { user_id: 'users' } },
    );
  },
};
