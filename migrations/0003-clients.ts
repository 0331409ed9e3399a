import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Clients, their locations, contacts and mail domains. */
export const clients: Migration = {
  name: '0003-clients',
  async up(knex) {
    await tenantTable(
      knex,
      'clients',
      `name text not null check (length(name) between 1 and 200), lifecycle text not null default 'active' check (lifecycle in ('prospect', 'active', 'former')),
       url text, zone text, currency text, locale text, account_manager_id uuid, is_inactive boolean not null default false, notes text not null default ''`,
      { references: { account_manager_id: 'users' } },
    );
    await knex.raw('create unique index clients_name_unique on clients (tenant_id, lower(name))');
    await tenantTable(
      knex,
      'client_locations',
      `client_id uuid not null, name text not null, line1 text not null default '', line2 text not null default '', city text not null default '',
       region text not null default '', postal_code text not null default '', country text not null default '', is_default boolean not null default false`,
      { references: { client_id: 'clients' }, unique: [['client_id', 'name']] },
    );
    await knex.raw(
      'create unique index client_locations_one_default on client_locations (tenant_id, client_id) where is_default',
    );
    await tenantTable(
      knex,
      'client_email_domains',
      'client_id uuid not null, domain text not null check (domain = lower(domain))',
      {
        references: { client_id: 'clients' },
        unique: [['domain']],
      },
    );
    await tenantTable(
      knex,
      'contacts',
      `client_id uuid, full_name text not null, email text check (email = lower(email)), phone text not null default '', title text not null default '',
       locale text, is_inactive boolean not null default false`,
      { references: { client_id: 'clients' }, index: [['client_id']] },
    );
    await knex.raw('create unique index contacts_email_unique on contacts (tenant_id, email) where email is not null');
    for (const [column, target] of [
      ['client_id', 'clients'],
      ['contact_id', 'contacts'],
    ]) {
      await knex.raw(
        `alter table users add constraint users_${column}_fk foreign key (tenant_id, ${column}) references ${target} (tenant_id, id)`,
      );
    }
  },
};
