import type { Migration } from '@kelp/platform/migrate';

/** Sessions that look at the product as another person or role. A role or person that goes ends the look. */
export const viewAs: Migration = {
  name: '0051-view-as',
  async up(knex) {
    await knex.raw(`alter table sessions add column viewed_user_id uuid, add column viewed_role_id uuid,
      add constraint sessions_views_one check (viewed_user_id is null or viewed_role_id is null),
      add constraint sessions_viewed_user_id_fk foreign key (tenant_id, viewed_user_id) references users (tenant_id, id) on delete set null (viewed_user_id),
      add constraint sessions_viewed_role_id_fk foreign key (tenant_id, viewed_role_id) references roles (tenant_id, id) on delete set null (viewed_role_id)`);
    await knex.raw(
      'create index sessions_viewed_user_id on sessions (tenant_id, viewed_user_id) where viewed_user_id is not null',
    );
    await knex.raw(
      'create index sessions_viewed_role_id on sessions (tenant_id, viewed_role_id) where viewed_role_id is not null',
    );
  },
};
