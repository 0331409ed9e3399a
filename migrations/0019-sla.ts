import { tenantTable, type Migration } from '@kelp/platform/migrate';

type Db = Parameters<Migration['up']>[0];

/** Shared holidays, who is told of a threshold, re-armed thresholds, and the ledgers of zone data and back-tests. */
export const serviceLevels: Migration = {
  name: '0019-sla',
  async up(knex) {
    await holidayTables(knex);
    await changePolicies(knex);
    await changeClocks(knex);
    await reportTables(knex);
  },
};

async function holidayTables(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'holiday_calendars',
    `name text not null check (length(name) between 1 and 200), source text not null check (source in ('manual', 'country', 'ical')),
     country text, region text, deleted_at timestamptz`,
  );
  await knex.raw(
    'create unique index holiday_calendars_name_unique on holiday_calendars (tenant_id, lower(name)) where deleted_at is null',
  );
  await tenantTable(
    knex,
    'holiday_dates',
    'holiday_calendar_id uuid not null, falls_on date not null, name text not null check (length(name) between 1 and 200)',
    {
      key: ['holiday_calendar_id', 'falls_on'],
      standard: false,
      references: { holiday_calendar_id: 'holiday_calendars' },
    },
  );
  // Which shared holidays a version of a business calendar keeps; their dates are copied into the version.
  await tenantTable(
    knex,
    'calendar_holidays',
    'calendar_id uuid not null, number integer not null, holiday_calendar_id uuid not null',
    {
      key: ['calendar_id', 'number', 'holiday_calendar_id'],
      standard: false,
      references: { calendar_id: 'business_calendars', holiday_calendar_id: 'holiday_calendars' },
      index: [['holiday_calendar_id']],
    },
  );
  await knex.raw(`alter table calendar_dates add column holiday_calendar_id uuid,
    add constraint calendar_dates_holiday_calendar_id_fk foreign key (tenant_id, holiday_calendar_id) references holiday_calendars (tenant_id, id)`);
  await knex.raw(`alter table calendar_versions
    add column night_shift text not null default 'opening_day' check (night_shift in ('opening_day', 'calendar_day')),
    add column recorded_at timestamptz not null default kelp_now(), add column recorded_by text not null default ''`);
  // The zone data by which the due instants of its clocks were worked out last.
  await knex.raw("alter table business_calendars add column tzdb text not null default ''");
}

async function changePolicies(knex: Db): Promise<void> {
  await knex.raw(`alter table sla_targets drop constraint sla_targets_unit_check,
    add constraint sla_targets_unit_check check (unit in ('minutes', 'business_hours', 'business_days', 'next_business_day'))`);
  await knex.raw(`alter table sla_rules add column recipients jsonb not null default '{}',
    add column channels jsonb not null default '["in_app", "email"]', add column respects_hours boolean not null default false`);
  await knex.raw(
    "alter table sla_policy_revisions add column recorded_at timestamptz not null default kelp_now(), add column recorded_by text not null default ''",
  );
  // Whose notices wait for which hours; without a row the hours of the policy.
  await tenantTable(knex, 'sla_recipient_hours', 'user_id uuid not null, calendar_id uuid not null', {
    key: ['user_id'],
    standard: false,
    references: { user_id: 'users', calendar_id: 'business_calendars' },
  });
}

async function changeClocks(knex: Db): Promise<void> {
  await knex.raw(`alter table sla_firings add column arming integer not null default 0, drop constraint sla_firings_key,
    add constraint sla_firings_key primary key (tenant_id, ticket_id, clock, epoch, arming, percent)`);
  await knex.raw('alter table sla_clocks add column arming integer not null default 0');
  // When a clock was decided: what reports are cut into weeks by. The expression is repeated in `verdict.ts`.
  await knex.raw(`create index sla_clocks_decided on sla_clocks
    (tenant_id, (case when state = 'met' then stopped_at else coalesce(breached_at, stopped_at) end)) where is_in_figures`);
  await knex.raw(
    "create index sla_clocks_breached on sla_clocks (tenant_id, breached_at) where state in ('running', 'paused') and breached_at is not null",
  );
  await knex.raw("create index sla_clocks_paused on sla_clocks (tenant_id, start_at) where state = 'paused'");
}

async function reportTables(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'zone_data_reports',
    `from_tzdb text not null, to_tzdb text not null, clock_count integer not null, moved_count integer not null, moved jsonb not null`,
  );
  await tenantTable(
    knex,
    'sla_back_tests',
    `requested_by uuid, policy_id uuid, draft jsonb not null, since timestamptz not null, until timestamptz not null,
     state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')), done integer not null default 0,
     total integer not null default 0, cursor text not null default '', result jsonb not null default '{}'`,
    { references: { policy_id: 'sla_policies' }, index: [['created_at']] },
  );
}
