import { tenantTable, type Migration } from '@kelp/platform/migrate';

type Db = Parameters<Migration['up']>[0];

/** Merged clients and contacts, what a contact prefers, marks of locations, and what was said and done with a client beside tickets. */
export const parties: Migration = {
  name: '0027-parties',
  async up(knex) {
    await merging(knex);
    await knex.raw(
      `alter table contacts add column is_vip boolean not null default false,
         add column channel text check (channel in ('email', 'phone', 'portal'))`,
    );
    await knex.raw(
      'alter table client_locations add column is_billing boolean not null default false, add column is_shipping boolean not null default false',
    );
    for (const mark of ['billing', 'shipping']) {
      await knex.raw(
        `create unique index client_locations_one_${mark} on client_locations (tenant_id, client_id) where is_${mark}`,
      );
    }
    await interactions(knex);
  },
};

/** A merged record stays for what names it; its names and addresses belong to the one it became. */
async function merging(knex: Db): Promise<void> {
  for (const table of ['clients', 'contacts']) {
    await knex.raw(`alter table ${table} add column merged_into_id uuid,
      add constraint ${table}_merged_into_id_fk foreign key (tenant_id, merged_into_id) references ${table} (tenant_id, id),
      add constraint ${table}_merged_into_another check (merged_into_id <> id)`);
    await knex.raw(
      `create index ${table}_merged_into_id_index on ${table} (tenant_id, merged_into_id) where merged_into_id is not null`,
    );
  }
  await knex.raw('drop index clients_name_unique');
  await knex.raw(
    'create unique index clients_name_unique on clients (tenant_id, lower(name)) where merged_into_id is null',
  );
  await knex.raw(`create or replace function keep_client_names() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        delete from client_names where tenant_id = old.tenant_id and client_id = old.id;
        return old;
      end if;
      delete from client_names where tenant_id = new.tenant_id and client_id = new.id;
      if new.merged_into_id is null then
        insert into client_names (tenant_id, name_key, client_id)
          select distinct new.tenant_id, lower(n), new.id from unnest(array_append(new.aliases, new.name)) n;
      end if;
      return null;
    end $$`);
  await knex.raw('drop trigger keep_client_names on clients');
  await knex.raw(
    'create trigger keep_client_names after insert or update of name, aliases, merged_into_id on clients for each row execute function keep_client_names()',
  );
}

async function interactions(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'interaction_types',
    `name text not null, icon text not null, position integer not null, system_key text, removed_at timestamptz`,
    { unique: [['system_key']] },
  );
  await knex.raw(
    'create unique index interaction_types_name_unique on interaction_types (tenant_id, lower(name)) where removed_at is null',
  );
  await tenantTable(
    knex,
    'interactions',
    `type_id uuid not null, title text not null check (length(title) between 1 and 300), body text not null default '', client_id uuid, contact_id uuid,
     ticket_id uuid, user_id uuid, status text not null default 'completed' check (status in ('planned', 'in_progress', 'completed', 'cancelled')),
     start_at timestamptz not null, end_at timestamptz, duration_minutes integer check (duration_minutes between 0 and 100000),
     visibility text not null default 'internal' check (visibility in ('internal', 'shared')),
     constraint interactions_with_somebody check (client_id is not null or contact_id is not null),
     constraint interactions_end_after_start check (end_at >= start_at)`,
    {
      references: {
        type_id: 'interaction_types',
        client_id: 'clients',
        contact_id: 'contacts',
        ticket_id: 'tickets',
        user_id: 'users',
      },
      index: [
        ['client_id', 'start_at desc', 'id'],
        ['contact_id', 'start_at desc', 'id'],
        ['ticket_id', 'start_at desc', 'id'],
        ['start_at desc', 'id'],
      ],
    },
  );
  // The time of an interaction is logged once.
  await knex.raw(`alter table time_entries add column interaction_id uuid,
    add constraint time_entries_interaction_id_fk foreign key (tenant_id, interaction_id) references interactions (tenant_id, id) on delete set null (interaction_id)`);
  await knex.raw(
    'create unique index time_entries_interaction_unique on time_entries (tenant_id, interaction_id) where interaction_id is not null',
  );
  await shipTypes(knex);
}

/** Workspaces that stand already get the types that come with Kelp; new ones get them from the room. */
async function shipTypes(knex: Db): Promise<void> {
  const filled = ['interaction_types', 'tenants'];
  for (const table of filled) await knex.raw(`alter table ${table} no force row level security`);
  await knex.raw(`insert into interaction_types (tenant_id, id, name, icon, position, system_key)
    select t.id, gen_random_uuid(), v.name, v.icon, v.position, v.key from tenants t cross join (values
      ('call', 'Call', 'phone', 0), ('email', 'E-mail', 'mail', 1), ('meeting', 'Meeting', 'users', 2),
      ('online_meeting', 'Online meeting', 'video', 3), ('site_visit', 'Site visit', 'map-pin', 4), ('note', 'Note', 'note', 5),
      ('general', 'General', 'message', 6)) as v (key, name, icon, position)`);
  for (const table of filled) await knex.raw(`alter table ${table} force row level security`);
}
