import { tenantTable, type Migration } from '@kelp/platform/migrate';

type Db = Parameters<Migration['up']>[0];

/** Business calendars with their versions, SLA policies with their revisions, the ledger of facts and the clocks made of it. */
export const sla: Migration = {
  name: '0006-sla',
  async up(knex) {
    await calendarTables(knex);
    await policyTables(knex);
    await clockTables(knex);
  },
};

async function calendarTables(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'business_calendars',
    'name text not null check (length(name) between 1 and 200), latest integer not null default 1',
    {
      unique: [['name']],
    },
  );
  // A version is never edited: what was counted under it stays counted.
  await tenantTable(
    knex,
    'calendar_versions',
    'calendar_id uuid not null, number integer not null check (number >= 1), zone text not null, is_always_open boolean not null, effective_at timestamptz not null',
    { key: ['calendar_id', 'number'], standard: false, references: { calendar_id: 'business_calendars' } },
  );
  await tenantTable(
    knex,
    'calendar_intervals',
    `calendar_id uuid not null, number integer not null, weekday text not null check (weekday in ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
     open_min smallint not null check (open_min between 0 and 1439), close_min smallint not null check (close_min > open_min and close_min <= 2880)`,
    {
      key: ['calendar_id', 'number', 'weekday', 'open_min'],
      standard: false,
      references: { calendar_id: 'business_calendars' },
    },
  );
  await tenantTable(
    knex,
    'calendar_dates',
    `id uuid not null, calendar_id uuid not null, number integer not null, falls_on date not null, kind text not null check (kind in ('closed', 'open')),
     name text not null, is_recurring boolean not null, open_min smallint, close_min smallint,
     check ((kind = 'open') = (open_min is not null and close_min is not null))`,
    {
      key: ['id'],
      standard: false,
      references: { calendar_id: 'business_calendars' },
      index: [['calendar_id', 'number']],
    },
  );
}

async function policyTables(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'sla_policies',
    'name text not null check (length(name) between 1 and 200), is_default boolean not null default false, revision integer not null default 1, deleted_at timestamptz',
  );
  await knex.raw(
    'create unique index sla_policies_one_default on sla_policies (tenant_id) where is_default and deleted_at is null',
  );
  await knex.raw(
    'create unique index sla_policies_name_unique on sla_policies (tenant_id, lower(name)) where deleted_at is null',
  );
  await tenantTable(
    knex,
    'sla_policy_revisions',
    'policy_id uuid not null, revision integer not null check (revision >= 1), calendar_id uuid not null, settings jsonb not null',
    {
      key: ['policy_id', 'revision'],
      standard: false,
      references: { policy_id: 'sla_policies', calendar_id: 'business_calendars' },
    },
  );
  await tenantTable(
    knex,
    'sla_targets',
    `policy_id uuid not null, revision integer not null, priority_id uuid not null, clock text not null check (clock in ('response', 'resolution')),
     amount integer not null check (amount > 0), unit text not null check (unit in ('minutes', 'business_hours', 'business_days')), is_always_open boolean not null`,
    {
      key: ['policy_id', 'revision', 'priority_id', 'clock'],
      standard: false,
      references: { policy_id: 'sla_policies', priority_id: 'priorities' },
    },
  );
  await tenantTable(
    knex,
    'sla_rules',
    `id uuid not null, policy_id uuid not null, revision integer not null, kind text not null check (kind in ('notify', 'escalate')),
     percent integer check (percent between 1 and 1000), level smallint check (level between 1 and 20), check ((kind = 'escalate') = (level is not null))`,
    { key: ['id'], standard: false, references: { policy_id: 'sla_policies' }, index: [['policy_id', 'revision']] },
  );
  await tenantTable(
    knex,
    'sla_assignments',
    'policy_id uuid not null, client_id uuid, board_id uuid, check (num_nonnulls(client_id, board_id) = 1)',
    {
      references: { policy_id: 'sla_policies', client_id: 'clients', board_id: 'boards' },
      unique: [['client_id'], ['board_id']],
    },
  );
}

async function clockTables(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'sla_facts',
    `id uuid not null, ticket_id uuid not null, occurred_at timestamptz not null, recorded_at timestamptz not null default kelp_now(),
     kind text not null check (kind in ('created', 'retargeted', 'paused', 'resumed', 'replied', 'closed', 'reopened', 'cancelled')),
     reason text not null default '', data jsonb not null, cause_event_id uuid not null, is_muted boolean not null`,
    {
      key: ['id'],
      standard: false,
      grants: 'select, insert',
      references: { ticket_id: 'tickets' },
      unique: [['ticket_id', 'cause_event_id', 'kind', 'reason']],
    },
  );
  await tenantTable(
    knex,
    'sla_clocks',
    `ticket_id uuid not null, clock text not null check (clock in ('response', 'resolution')), epoch integer not null,
     state text not null check (state in ('running', 'paused', 'met', 'missed', 'unanswered', 'cancelled')), policy_id uuid not null, revision integer not null,
     level text not null check (level in ('client', 'board', 'default', 'none')), priority_id uuid not null, calendar_id uuid not null,
     calendar_version integer not null, start_at timestamptz not null, target_ms bigint not null, start_b bigint not null, paused_b bigint not null,
     frozen_b bigint, remaining_ms bigint, due_at timestamptz, stopped_at timestamptz, is_met boolean, breached_at timestamptz, next_fire_at timestamptz, next_percent integer,
     is_in_figures boolean not null, check ((state = 'paused') = (remaining_ms is not null)), check (state <> 'paused' or (due_at is null and next_fire_at is null))`,
    {
      key: ['ticket_id', 'clock', 'epoch'],
      standard: false,
      references: {
        ticket_id: 'tickets',
        policy_id: 'sla_policies',
        priority_id: 'priorities',
        calendar_id: 'business_calendars',
      },
    },
  );
  await knex.raw("create index sla_clocks_due on sla_clocks (tenant_id, due_at) where state = 'running'");
  for (const column of ['calendar_id', 'policy_id']) {
    await knex.raw(
      `create index sla_clocks_open_${column} on sla_clocks (tenant_id, ${column}) where state in ('running', 'paused')`,
    );
  }
  await tenantTable(
    knex,
    'sla_firings',
    `ticket_id uuid not null, clock text not null, epoch integer not null, percent integer not null, crossed_at timestamptz not null,
     fired_at timestamptz not null, mode text not null check (mode in ('sent', 'coalesced', 'suppressed'))`,
    {
      key: ['ticket_id', 'clock', 'epoch', 'percent'],
      standard: false,
      grants: 'select, insert',
      references: { ticket_id: 'tickets' },
    },
  );
  await tenantTable(
    knex,
    'sla_escalations',
    'ticket_id uuid not null, epoch integer not null, level smallint not null, at timestamptz not null, user_id uuid',
    {
      key: ['ticket_id', 'epoch', 'level'],
      standard: false,
      grants: 'select, insert',
      references: { ticket_id: 'tickets', user_id: 'users' },
    },
  );
}
