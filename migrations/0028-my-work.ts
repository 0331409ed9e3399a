import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** A person's own list of work: groups, what stands in them by hand, to-dos of their own, and what they put off. */
export const myWork: Migration = {
  name: '0028-my-work',
  async up(knex) {
    await tenantTable(
      knex,
      'activity_groups',
      `user_id uuid not null, shipped_key text check (shipped_key in ('today', 'week', 'later', 'waiting')),
       name text not null default '', position integer not null default 0, is_collapsed boolean not null default false,
       check ((shipped_key is null) = (name <> ''))`,
      { references: { user_id: 'users' }, unique: [['user_id', 'shipped_key']] },
    );
    await knex.raw(
      `create unique index activity_groups_name_unique on activity_groups (tenant_id, user_id, lower(name)) where shipped_key is null`,
    );
    const item = `user_id uuid not null, item_kind text not null check (item_kind ~ '^[a-z_]{1,40}$'), item_id uuid not null`;
    await tenantTable(knex, 'activity_group_items', `${item}, group_id uuid not null, position integer not null`, {
      key: ['user_id', 'item_kind', 'item_id'],
      standard: false,
      references: { user_id: 'users', group_id: 'activity_groups' },
      index: [['group_id', 'position']],
    });
    await tenantTable(knex, 'activity_snoozes', `${item}, until_at timestamptz, set_at timestamptz not null`, {
      key: ['user_id', 'item_kind', 'item_id'],
      standard: false,
      references: { user_id: 'users' },
    });
    await tenantTable(
      knex,
      'ad_hoc_items',
      `user_id uuid not null, title text not null, due_on date, due_at timestamptz, zone text not null, done_at timestamptz,
       ticket_id uuid, check (due_at is null or due_on is not null)`,
      { references: { user_id: 'users', ticket_id: 'tickets' } },
    );
    await knex.raw(
      `create index ad_hoc_items_open on ad_hoc_items (tenant_id, user_id, created_at) where done_at is null`,
    );
  },
};
