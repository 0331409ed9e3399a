import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Policy packs: what they are called, their revisions with the rules of each, and whom they narrow. Tickets learn who opened them. */
export const policies: Migration = {
  name: '0053-policies',
  async up(knex) {
    await tenantTable(knex, 'policy_bundles', `name text not null, description text not null default ''`);
    await knex.raw('create unique index policy_bundles_name_unique on policy_bundles (tenant_id, lower(name))');
    await tenantTable(
      knex,
      'policy_revisions',
      `bundle_id uuid not null, number integer not null, state text not null check (state in ('draft', 'published', 'archived')),
       hides_cost boolean not null default false, published_at timestamptz, published_by uuid,
       check ((state = 'draft') = (published_at is null)),
       constraint policy_revisions_bundle_id_fk foreign key (tenant_id, bundle_id) references policy_bundles (tenant_id, id) on delete cascade`,
      { references: { published_by: 'users' }, unique: [['bundle_id', 'number']] },
    );
    for (const state of ['draft', 'published'])
      await knex.raw(
        `create unique index policy_revisions_one_${state} on policy_revisions (tenant_id, bundle_id) where state = '${state}'`,
      );
    await tenantTable(
      knex,
      'policy_rules',
      `revision_id uuid not null, noun text not null, way text not null, ids uuid[] not null default '{}',
       constraint policy_rules_revision_id_fk foreign key (tenant_id, revision_id) references policy_revisions (tenant_id, id) on delete cascade`,
      { key: ['revision_id', 'noun', 'way'], standard: false },
    );
    await tenantTable(
      knex,
      'policy_assignments',
      `bundle_id uuid not null, role_id uuid, team_id uuid, user_id uuid, api_key_id uuid,
       check (num_nonnulls(role_id, team_id, user_id, api_key_id) = 1),
       constraint policy_assignments_bundle_id_fk foreign key (tenant_id, bundle_id) references policy_bundles (tenant_id, id) on delete cascade`,
    );
    for (const [column, table] of Object.entries({
      role_id: 'roles',
      team_id: 'teams',
      user_id: 'users',
      api_key_id: 'api_keys',
    })) {
      await knex.raw(`alter table policy_assignments add constraint policy_assignments_${column}_fk
        foreign key (tenant_id, ${column}) references ${table} (tenant_id, id) on delete cascade`);
      await knex.raw(`create unique index policy_assignments_${column}_unique on policy_assignments (tenant_id, ${column}, bundle_id)
        where ${column} is not null`);
    }
    await knex.raw('alter table tickets add column created_by uuid');
    await knex.raw('create index tickets_created_by on tickets (tenant_id, created_by) where created_by is not null');
  },
};
