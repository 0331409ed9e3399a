import { tenantTable, type Migration } from '@kelp/platform/migrate';
import type { Knex } from 'knex';

const kinds = `kind in ('fixed', 'hourly', 'usage', 'bucket', 'prepaid', 'seats', 'minimum', 'project')`;

/** A project is paid by milestones or by the hour; its price is what it costs, or the budget of its work. */
async function lines(knex: Knex) {
  for (const table of ['contract_lines', 'contract_line_terms']) {
    await knex.raw(
      `alter table ${table} drop constraint ${table}_kind_check, add constraint ${table}_kind_check check (${kinds})`,
    );
  }
  await knex.raw(`alter table contract_lines add column project_billing text check (project_billing in ('milestones', 'hourly')),
    add constraint contract_lines_project check ((kind = 'project') = (project_billing is not null))`);
  await knex.raw(`alter table contract_line_terms add column is_capped boolean not null default false,
    add constraint contract_line_terms_capped check (kind = 'project' or not is_capped),
    add constraint contract_line_terms_project check (kind <> 'project' or (price > 0 and price is not null and quantity is null))`);
}

/** What of a project is paid when it is reached. Exactly what its kind needs is filled. */
async function milestones(knex: Knex) {
  await tenantTable(
    knex,
    'project_milestones',
    `line_id uuid not null, position integer not null check (position >= 1), name text not null check (length(name) between 1 and 200),
     kind text not null check (kind in ('amount', 'percent', 'rest')), amount numeric check (amount > 0), percent numeric check (percent > 0 and percent <= 100),
     planned_on date, completed_on date, completed_by text,
     constraint project_milestones_share check ((kind = 'amount') = (amount is not null) and (kind = 'percent') = (percent is not null)),
     constraint project_milestones_completed check ((completed_on is null) = (completed_by is null))`,
    { references: { line_id: 'contract_lines' }, index: [['line_id', 'position']] },
  );
  await knex.raw(
    `create unique index project_milestones_one_rest on project_milestones (tenant_id, line_id) where kind = 'rest'`,
  );
}

/** What is paid ahead and comes off the final invoice; and the levels of a budget that have been told. */
async function deposits(knex: Knex) {
  await tenantTable(
    knex,
    'project_deposits',
    `line_id uuid not null, amount numeric not null check (amount > 0), due_on date not null, note text not null default ''`,
    { references: { line_id: 'contract_lines' }, index: [['line_id', 'due_on']] },
  );
  await tenantTable(
    knex,
    'project_notices',
    "line_id uuid not null, measure text not null check (measure in ('money', 'time')), budget numeric not null, percent integer not null, told_at timestamptz not null",
    {
      standard: false,
      key: ['line_id', 'measure', 'budget', 'percent'],
      references: { line_id: 'contract_lines' },
      grants: 'select, insert, delete',
    },
  );
}

/** Project lines of contracts: milestones, deposits, caps and budgets. */
export const projects: Migration = {
  name: '0048-projects',
  async up(knex) {
    await lines(knex);
    await milestones(knex);
    await deposits(knex);
  },
};
