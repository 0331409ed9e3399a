import { tenantTable, type Migration } from '@kelp/platform/migrate';

type Db = Parameters<Migration['up']>[0];

/** Templates of invoices: designs with versions and logos, standard ones by code, assignments by client, kind of contract and workspace. */
export const papers: Migration = {
  name: '0040-papers',
  async up(knex) {
    await designs(knex);
    await assignments(knex);
    await tenantTable(
      knex,
      'invoice_template_versions',
      `template_id uuid not null, number integer not null check (number >= 1), name text not null, design jsonb not null,
       saved_by text not null, saved_at timestamptz not null`,
      {
        standard: false,
        grants: 'select, insert, delete',
        references: { template_id: 'invoice_templates' },
        unique: [['template_id', 'number']],
      },
    );
    await tenantTable(
      knex,
      'invoice_logos',
      `name text not null, content_type text not null check (content_type in ('image/png', 'image/jpeg')),
       content text not null check (length(content) between 1 and 700000), added_at timestamptz not null`,
      { standard: false, grants: 'select, insert' },
    );
  },
};

/** What a template said in four columns becomes its design. */
async function designs(knex: Db): Promise<void> {
  await knex.raw(`alter table invoice_templates add column design jsonb not null default '{}'`);
  // The owner is under row-level security like everybody else; what stands already is filled in without it, in this transaction.
  await knex.raw('alter table invoice_templates no force row level security');
  await knex.raw(`update invoice_templates set design = jsonb_build_object('title', title, 'footer', footer,
    'showsZeroLines', shows_zero_lines, 'accentColor', accent_color)`);
  await knex.raw('alter table invoice_templates force row level security');
  await knex.raw(`alter table invoice_templates drop column title, drop column footer, drop column shows_zero_lines,
    drop column accent_color, alter column design drop default`);
}

/** One choice for each client, kind of contract and workspace; exactly one of a standard template and an own one. */
async function assignments(knex: Db): Promise<void> {
  const table = 'invoice_template_assignments';
  await knex.raw(`drop index ${table}_once`);
  await knex.raw(`alter table ${table} rename column template_id to custom_template_id`);
  await knex.raw(`alter table ${table} rename constraint ${table}_template_id_fk to ${table}_custom_template_id_fk`);
  await knex.raw(`alter table ${table} alter column custom_template_id drop not null,
    add column standard_template_code text check (standard_template_code in ('standard', 'compact', 'detailed')),
    add column contract_kind text check (contract_kind in ('fixed', 'hourly', 'usage', 'bucket', 'prepaid', 'seats')),
    add constraint ${table}_one_template check (num_nonnulls(standard_template_code, custom_template_id) = 1),
    add constraint ${table}_one_scope check (num_nonnulls(client_id, contract_kind) <= 1)`);
  await knex.raw(`alter table ${table}
    add column scope_type text not null generated always as
      (case when client_id is not null then 'client' when contract_kind is not null then 'contract_kind' else 'tenant' end) stored,
    add column scope_id text not null generated always as (coalesce(client_id::text, contract_kind, tenant_id::text)) stored`);
  await knex.raw(
    `alter table ${table} add constraint ${table}_scope_type_scope_id_unique unique (tenant_id, scope_type, scope_id)`,
  );
}
