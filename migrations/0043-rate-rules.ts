import type { Migration } from '@kelp/platform/migrate';

/**
 * Special rates become rules of the contract or of the workspace: a row is a dated version of a rule, its effect a rate by
 * currency or a multiplier, and it may hold for overtime only. What stood already keeps its id as the rule's, so that the
 * explanations of invoices lead to it as before.
 */
export const rateRules: Migration = {
  name: '0043-rate-rules',
  async up(knex) {
    await knex.raw(`alter table rate_rules
      alter column contract_id drop not null,
      add column rule_id uuid, add column number integer not null default 1 check (number >= 1),
      add column rates jsonb not null default '{}', add column multiplier numeric check (multiplier > 0),
      add column overtime_minutes integer check (overtime_minutes between 1 and 10080),
      add column overtime_scope text check (overtime_scope in ('entry', 'day', 'week')), add column overtime_zone text,
      add column holds_over_agreed boolean not null default true`);
    // The owner is under row-level security like everybody else; what stands already is filled in without it, in this transaction.
    for (const table of ['rate_rules', 'contracts']) await knex.raw(`alter table ${table} no force row level security`);
    await knex.raw(`update rate_rules r set rule_id = r.id, number = r.version, rates = jsonb_build_object(c.currency, r.rate::text)
      from contracts c where c.tenant_id = r.tenant_id and c.id = r.contract_id`);
    for (const table of ['rate_rules', 'contracts']) await knex.raw(`alter table ${table} force row level security`);
    await knex.raw(`alter table rate_rules drop constraint rate_rules_no_overlap`);
    await knex.raw(`alter table rate_rules
      drop column rate, alter column rule_id set not null, alter column number drop default,
      add constraint rate_rules_effect check ((rates = '{}') = (multiplier is not null)),
      add constraint rate_rules_overtime check (num_nonnulls(overtime_minutes, overtime_scope, overtime_zone) in (0, 3)),
      add constraint rate_rules_of_workspace check (contract_id is not null or line_id is null),
      add constraint rate_rules_of_contract check (contract_id is null or holds_over_agreed),
      add constraint rate_rules_no_overlap exclude using gist (tenant_id with =,
        coalesce(contract_id, '00000000-0000-0000-0000-000000000000') with =, position with =, daterange(valid_from, valid_to) with &&)
        deferrable initially deferred,
      add constraint rate_rules_one_version exclude using gist (tenant_id with =, rule_id with =, daterange(valid_from, valid_to) with &&)`);
    await knex.raw(`create unique index rate_rules_rule_id_number on rate_rules (tenant_id, rule_id, number)`);
  },
};
