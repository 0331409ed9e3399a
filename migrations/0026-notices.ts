import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Notices that say why they came, wait for quiet hours and snooze; what a workspace allows; texts of mails with their versions. */
export const notices: Migration = {
  name: '0026-notices',
  async up(knex) {
    await knex.raw(`alter table notifications add column reason text not null default 'unknown',
      add column mail_outcome text not null default 'unknown', add column mail_due_at timestamptz, add column email_id uuid,
      add column snoozed_until timestamptz, add column collapse_key text,
      add constraint notifications_email_id_fk foreign key (tenant_id, email_id) references email_messages (tenant_id, id)`);
    await knex.raw(
      `create index notifications_mail_waiting on notifications (tenant_id, user_id, mail_outcome) where is_mail_waiting`,
    );
    await knex.raw(
      `create index notifications_collapse on notifications (tenant_id, user_id, collapse_key) where collapse_key is not null and read_at is null`,
    );
    await knex.raw(
      `create index notifications_snoozed on notifications (tenant_id, user_id, snoozed_until) where snoozed_until is not null`,
    );
    await tenantTable(
      knex,
      'notification_rules',
      `name text not null, channel text not null check (channel in ('all', 'in_app', 'email')),
       mode text not null check (mode in ('on', 'off', 'off_by_default', 'locked'))`,
      { unique: [['name', 'channel']] },
    );
    await tenantTable(
      knex,
      'notification_habits',
      `user_id uuid not null, is_quiet boolean not null default false, quiet_from integer not null default 1200 check (quiet_from between 0 and 1439),
       quiet_until integer not null default 420 check (quiet_until between 0 and 1439), quiet_days text[] not null default '{}',
       lets_urgent boolean not null default true, paused_until timestamptz, locale text`,
      { references: { user_id: 'users' }, unique: [['user_id']] },
    );
    await knex.raw(`alter table tenant_email_templates add column base jsonb`);
    await tenantTable(
      knex,
      'email_template_versions',
      `name text not null, locale text not null, number integer not null check (number >= 1), subject text not null, html text not null,
       text text not null, saved_at timestamptz not null, saved_by uuid, saved_by_name text not null default ''`,
      { key: ['name', 'locale', 'number'], standard: false, grants: 'select, insert' },
    );
  },
};
