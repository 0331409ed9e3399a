import type { Migration } from '@kelp/platform/migrate';
import { tenantTable } from '@kelp/platform/migrate';

/** Clients under a parent, with other names, and contacts who went out of use together with their client. */
export const clientHierarchy: Migration = {
  name: '0021-client-hierarchy',
  async up(knex) {
    await knex.raw(`alter table clients add column parent_id uuid, add column aliases text[] not null default '{}',
      add constraint clients_parent_id_fk foreign key (tenant_id, parent_id) references clients (tenant_id, id),
      add constraint clients_parent_is_another check (parent_id <> id)`);
    await knex.raw('create index clients_parent_id_index on clients (tenant_id, parent_id)');
    await knex.raw('alter table contacts add column left_with_client boolean not null default false');
    // Every name and alias once, in lower case: its key is the judge between a name and another client's alias.
    await tenantTable(
      knex,
      'client_names',
      'name_key text not null check (name_key = lower(name_key)), client_id uuid not null',
      { key: ['name_key'], standard: false, references: { client_id: 'clients' }, index: [['client_id']] },
    );
    await knex.raw(
      'insert into client_names (tenant_id, name_key, client_id) select tenant_id, lower(name), id from clients',
    );
    await knex.raw(`create function keep_client_names() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' then
          delete from client_names where tenant_id = old.tenant_id and client_id = old.id;
          return old;
        end if;
        delete from client_names where tenant_id = new.tenant_id and client_id = new.id;
        insert into client_names (tenant_id, name_key, client_id)
          select distinct new.tenant_id, lower(n), new.id from unnest(array_append(new.aliases, new.name)) n;
        return null;
      end $$`);
    await knex.raw(
      'create trigger keep_client_names after insert or update of name, aliases on clients for each row execute function keep_client_names()',
    );
    await knex.raw(
      'create trigger drop_client_names before delete on clients for each row execute function keep_client_names()',
    );
  },
};
