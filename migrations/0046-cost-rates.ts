import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** What an hour of work costs the workspace, from a date on: of a person, of a role, or of everybody else. */
export const costRates: Migration = {
  name: '0046-cost-rates',
  async up(knex) {
    await tenantTable(
      knex,
      'cost_rates',
      `user_id uuid, role text check (length(role) between 1 and 200), currency text not null check (currency ~ '^[A-Z]{3}$'),
       cost numeric not null check (cost >= 0), valid_from date not null, valid_to date check (valid_to > valid_from),
       constraint cost_rates_one_target check (user_id is null or role is null)`,
      { references: { user_id: 'users' }, index: [['user_id']] },
    );
    await knex.raw(
      `alter table cost_rates add constraint cost_rates_no_overlap exclude using gist
         (tenant_id with =, (coalesce(user_id::text, 'role ' || role, '')) with =, currency with =, daterange(valid_from, valid_to) with &&)`,
    );
  },
};
