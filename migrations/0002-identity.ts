import { protect, tenantTable, type Migration } from '@kelp/platform/migrate';

/** People, roles, sessions, keys, and the routing tables by which doors find their tenant. */
export const identity: Migration = {
  name: '0002-identity',
  async up(knex) {
    await tenantTable(
      knex,
      'users',
      `type text not null check (type in ('internal', 'client')), email text not null check (email = lower(email)), name text not null,
       password_hash text, is_active boolean not null default true, email_verified_at timestamptz, reports_to uuid, zone text, locale text,
       client_id uuid, contact_id uuid, last_sign_in_at timestamptz,
       check ((type = 'client') = (client_id is not null and contact_id is not null))`,
      { unique: [['email', 'type'], ['contact_id']], references: { reports_to: 'users' }, index: [['client_id']] },
    );
    await tenantTable(
      knex,
      'roles',
      `name text not null, msp boolean not null default false, client boolean not null default false,
       follows_default boolean not null default true, check (msp <> client)`,
      { unique: [['name', 'msp']] },
    );
    await tenantTable(knex, 'role_permissions', 'role_id uuid not null, permission text not null', {
      key: ['role_id', 'permission'],
      standard: false,
      references: { role_id: 'roles' },
    });
    await tenantTable(knex, 'user_roles', 'user_id uuid not null, role_id uuid not null', {
      key: ['user_id', 'role_id'],
      standard: false,
      references: { user_id: 'users', role_id: 'roles' },
      index: [['role_id']],
    });
    await tenantTable(knex, 'teams', 'name text not null, manager_id uuid', {
      unique: [['name']],
      references: { manager_id: 'users' },
    });
    await tenantTable(
      knex,
      'team_members',
      "team_id uuid not null, user_id uuid not null, role text not null default 'member' check (role in ('member', 'lead'))",
      { key: ['team_id', 'user_id'], standard: false, references: { team_id: 'teams', user_id: 'users' } },
    );
    await tenantTable(
      knex,
      'sessions',
      `user_id uuid not null, token_hash text not null, portal text not null check (portal in ('msp', 'client')), user_agent text not null default '',
       remote_address text not null default '', expires_at timestamptz not null, seen_at timestamptz not null, revoked_at timestamptz`,
      { references: { user_id: 'users' }, unique: [['token_hash']], index: [['user_id']] },
    );
    await tenantTable(
      knex,
      'identity_tokens',
      `user_id uuid not null, purpose text not null check (purpose in ('password_reset', 'verify_email', 'invitation')),
       token_hash text not null, expires_at timestamptz not null, used_at timestamptz`,
      { references: { user_id: 'users' }, unique: [['token_hash']], index: [['user_id']] },
    );
    await tenantTable(
      knex,
      'api_keys',
      `user_id uuid not null, name text not null, prefix text not null, key_hash text not null, expires_at timestamptz, last_used_at timestamptz,
       revoked_at timestamptz`,
      { references: { user_id: 'users' }, unique: [['key_hash']] },
    );
    await createRouting(knex);
  },
};

async function createRouting(knex: Parameters<Migration['up']>[0]): Promise<void> {
  const routes = {
    sign_in_routes:
      'email text not null, portal text not null, user_id uuid not null, primary key (email, portal, tenant_id)',
    token_routes: 'token_hash text primary key',
    api_key_routes: 'key_hash text primary key',
    inbound_routes: 'address text primary key, mailbox_id uuid not null',
  };
  for (const [name, columns] of Object.entries(routes)) {
    await knex.raw(`create table ${name} (tenant_id uuid not null references tenants (id), ${columns})`);
    await protect(knex, name);
    await knex.raw(`create policy ${name}_directory on ${name} for select to kelp_directory using (true)`);
    await knex.raw(`grant select on ${name} to kelp_directory`);
  }
  // Bound to the person and not to an address: whoever takes over an address in another workspace must not become an operator.
  await knex.raw(`create table operators (tenant_id uuid not null, user_id uuid not null, added_at timestamptz not null default now(),
    primary key (tenant_id, user_id), foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade)`);
  await knex.raw('grant select, insert, delete on operators to kelp_app');
  await knex.raw(`create table setup_links (is_only boolean primary key default true check (is_only), token_hash text not null, made_at timestamptz not null default now(),
    used_at timestamptz)`);
  await knex.raw('grant select, insert, update on setup_links to kelp_app');
  await knex.raw('create policy roles_directory on roles for select to kelp_directory using (true)');
  await knex.raw('grant select on roles to kelp_directory');
  const functions = [
    `find_sign_in(wanted text, door text) returns table (tenant_id uuid, user_id uuid, tenant_name text) language sql stable security definer
       set search_path = pg_catalog, public as $$ select r.tenant_id, r.user_id, t.name from public.sign_in_routes r
       join public.tenants t on t.id = r.tenant_id where r.email = lower(wanted) and r.portal = door and t.is_active $$`,
    `find_token(wanted text) returns uuid language sql stable security definer set search_path = pg_catalog, public as
       $$ select tenant_id from public.token_routes where token_hash = wanted $$`,
    `find_api_key(wanted text) returns uuid language sql stable security definer set search_path = pg_catalog, public as
       $$ select r.tenant_id from public.api_key_routes r join public.tenants t on t.id = r.tenant_id where r.key_hash = wanted and t.is_active $$`,
    `find_inbound(wanted text) returns table (tenant_id uuid, mailbox_id uuid) language sql stable security definer
       set search_path = pg_catalog, public as $$ select r.tenant_id, r.mailbox_id from public.inbound_routes r
       join public.tenants t on t.id = r.tenant_id where r.address = lower(wanted) and t.is_active $$`,
    `count_tenants() returns integer language sql stable security definer set search_path = pg_catalog, public as
       $$ select count(*)::integer from public.tenants where not is_demo $$`,
    `missing_portal_roles() returns table (tenant_id uuid, tenant_name text, role text) language sql stable security definer
       set search_path = pg_catalog, public as $$ select t.id, t.name, wanted.name from public.tenants t
       cross join (values ('Admin'), ('User')) as wanted (name) where not exists (select from public.roles r
       where r.tenant_id = t.id and r.name = wanted.name and r.client) order by t.id, wanted.name $$`,
    `find_tenants(wanted text) returns table (id uuid, name text, is_demo boolean) language sql stable security definer
       set search_path = pg_catalog, public as $$ select id, name, is_demo from public.tenants where name = wanted $$`,
  ];
  for (const body of functions) {
    await knex.raw(`create function ${body}`);
    const signature = body.slice(0, body.indexOf(' returns')).replace(/(\w+) text/g, 'text');
    await knex.raw(`revoke all on function ${signature} from public`);
    await knex.raw(`grant execute on function ${signature} to kelp_app`);
    await knex.raw(`alter function ${signature} owner to kelp_directory`);
  }
}
