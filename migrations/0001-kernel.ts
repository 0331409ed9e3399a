import { protect, tenantTable, type Migration } from '@kelp/platform/migrate';

/** The kernel's tables: control tables, audit, outbox and ledger, jobs, timers, settings, mail. */
export const kernel: Migration = {
  name: '0001-kernel',
  async up(knex) {
    await knex.raw('create extension if not exists btree_gist');
    await knex.raw('create extension if not exists pg_trgm');
    await knex.raw(
      'create table clock_offset (is_only boolean primary key default true check (is_only), offset_ms bigint not null)',
    );
    // Business time. The offset row exists only under test; production refuses to start with one.
    await knex.raw(`create function kelp_now() returns timestamptz language sql stable as
      $$ select now() + coalesce((select offset_ms from clock_offset), 0) * interval '1 millisecond' $$`);
    await knex.raw('grant select, insert, update, delete on clock_offset to kelp_app');
    await knex.raw('grant select on clock_offset to kelp_system');

    await knex.raw(`create table tenants (
      id uuid primary key, name text not null check (length(name) between 1 and 200), zone text not null, currency text not null,
      locale text not null default 'en', is_demo boolean not null default false, is_active boolean not null default true,
      created_at timestamptz not null default kelp_now(), updated_at timestamptz not null default kelp_now(), version integer not null default 1)`);
    await knex.raw('alter table tenants enable row level security');
    await knex.raw('alter table tenants force row level security');
    const own = "id = nullif(current_setting('app.tenant', true), '')::uuid";
    await knex.raw(`create policy tenants_own on tenants to kelp_app using (${own}) with check (${own})`);
    await knex.raw('create policy tenants_directory on tenants for select to kelp_directory using (true)');
    await knex.raw('grant select, insert, update, delete on tenants to kelp_app');
    await knex.raw('grant select on tenants to kelp_directory');
    await knex.raw('create table leases (name text primary key, holder text not null, until timestamptz not null)');
    await knex.raw('create table schedules (name text primary key, last_fired_at timestamptz not null)');
    await knex.raw('grant select, insert, update, delete on leases, schedules to kelp_app, kelp_system');

    await tenantTable(
      knex,
      'audit_log',
      `id uuid not null, at timestamptz not null, actor_kind text not null, actor_id uuid, actor_name text not null, door text not null,
       action text not null, request_id text not null, cause_id uuid, subject text not null, subject_id uuid, before jsonb, after jsonb`,
      {
        key: ['id'],
        standard: false,
        partitionBy: 'id',
        grants: 'select, insert',
        index: [['subject', 'subject_id', 'id']],
      },
    );
    await tenantTable(
      knex,
      'outbox',
      `id uuid not null, type text not null, event_version integer not null, aggregate_type text not null, aggregate_id uuid not null,
       occurred_at timestamptz not null, actor jsonb not null, cause_id uuid, depth integer not null, is_muted boolean not null default false,
       payload jsonb not null, published_at timestamptz`,
      { key: ['id'], standard: false, partitionBy: 'id', grants: 'select, insert', isSystem: true },
    );
    await knex.raw('create index outbox_waiting on outbox (id) where published_at is null');
    await tenantTable(
      knex,
      'deliveries',
      `event_id uuid not null, handler text not null, state text not null check (state in ('pending', 'done', 'dead', 'skipped')),
       attempts integer not null default 0, next_at timestamptz not null, error text, done_at timestamptz`,
      {
        key: ['event_id', 'handler'],
        standard: false,
        partitionBy: 'event_id',
        grants: 'select, update',
        isSystem: true,
      },
    );
    await knex.raw("create index deliveries_waiting on deliveries (next_at) where state = 'pending'");
    await knex.raw("create index deliveries_dead on deliveries (tenant_id, event_id) where state = 'dead'");
    await tenantTable(
      knex,
      'jobs',
      `id uuid not null, name text not null, queue text not null, key text not null, input jsonb not null,
       state text not null default 'queued' check (state in ('queued', 'added', 'running', 'done', 'dead')), attempts integer not null default 0,
       run_at timestamptz not null, lease_until timestamptz, error text, cause_id uuid, is_muted boolean not null default false,
       created_at timestamptz not null default kelp_now(), updated_at timestamptz not null default kelp_now()`,
      { key: ['id'], standard: false, unique: [['name', 'key']], isSystem: true },
    );
    await knex.raw("create index jobs_ready on jobs (run_at) where state = 'queued'");
    await knex.raw("create index jobs_running on jobs (updated_at) where state in ('added', 'running')");
    await tenantTable(
      knex,
      'due_items',
      `kind text not null, key text not null, due_at timestamptz not null, payload jsonb not null default '{}', claimed_until timestamptz`,
      { key: ['kind', 'key'], standard: false, isSystem: true },
    );
    await knex.raw('create index due_items_due on due_items (due_at)');
    await tenantTable(
      knex,
      'idempotency_keys',
      'key text not null, action text not null, input_hash text not null, result jsonb, created_at timestamptz not null default kelp_now()',
      { key: ['key'], standard: false },
    );
    await knex.raw(
      'create table live_counters (tenant_id uuid primary key, n bigint not null default 0) with (fillfactor = 50)',
    );
    await protect(knex, 'live_counters');
    await tenantTable(
      knex,
      'tenant_settings',
      'key text not null, value jsonb not null, updated_at timestamptz not null default kelp_now(), updated_by uuid',
      { key: ['key'], standard: false },
    );
    await createMailTables(knex);
    await createDirectoryFunctions(knex);
  },
};

async function createMailTables(knex: Parameters<Migration['up']>[0]): Promise<void> {
  await tenantTable(
    knex,
    'email_messages',
    `dedupe_key text not null, to_address text not null, to_name text not null default '', from_address text not null, reply_to text,
     subtype text not null, template text not null, template_source text not null, locale text not null, subject text not null,
     html text not null, text text not null, rfc_message_id text not null, in_reply_to text, reference_ids text[] not null default '{}',
     attachments jsonb not null default '[]',
     state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'deferred', 'failed', 'suppressed')),
     attempts integer not null default 0, next_at timestamptz, error text, sent_at timestamptz, about_type text, about_id uuid`,
    { unique: [['dedupe_key']], index: [['about_type', 'about_id'], ['rfc_message_id']] },
  );
  await tenantTable(
    knex,
    'tenant_email_templates',
    'name text not null, locale text not null, subject text not null, html text not null, text text not null',
    { unique: [['name', 'locale']] },
  );
  await knex.raw(`create table system_email_templates (name text not null, locale text not null, subject text not null, html text not null,
    text text not null, hash text not null, primary key (name, locale))`);
  await knex.raw('grant select on system_email_templates to kelp_app');
}

/** Audited definer functions: each answers one question across tenants, with a fixed search path, owned by a role that can do nothing else. */
async function createDirectoryFunctions(knex: Parameters<Migration['up']>[0]): Promise<void> {
  await knex.raw(`create function active_tenants() returns setof uuid language sql stable security definer set search_path = pg_catalog, public as
    $$ select id from public.tenants where is_active $$`);
  await knex.raw('revoke all on function active_tenants() from public');
  await knex.raw('grant execute on function active_tenants() to kelp_system');
  await knex.raw('alter function active_tenants() owner to kelp_directory');
}
