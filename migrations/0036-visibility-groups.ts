import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Groups of a client's contacts that decide whose tickets they see in the portal. */
export const visibilityGroups: Migration = {
  name: '0036-visibility-groups',
  async up(knex) {
    await tenantTable(
      knex,
      'visibility_groups',
      `client_id uuid not null, name text not null check (length(name) between 1 and 80),
       reach text not null check (reach in ('own', 'some', 'all')), sees_members boolean not null default true,
       edition integer not null default 1`,
      { references: { client_id: 'clients' } },
    );
    await knex.raw(
      'create unique index visibility_groups_name_unique on visibility_groups (tenant_id, client_id, lower(name))',
    );
    await tenantTable(
      knex,
      'visibility_group_people',
      `group_id uuid not null, contact_id uuid not null, part text not null check (part in ('member', 'seen'))`,
      {
        references: { group_id: 'visibility_groups', contact_id: 'contacts' },
        unique: [['group_id', 'contact_id', 'part']],
        index: [['contact_id']],
      },
    );
    await tenantTable(knex, 'visibility_group_boards', 'group_id uuid not null, board_id uuid not null', {
      references: { group_id: 'visibility_groups', board_id: 'boards' },
      unique: [['group_id', 'board_id']],
    });
  },
};
