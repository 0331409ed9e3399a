import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Webhooks: addresses that hear of events, one delivery an event and address, and each try with its answer. */
export const webhooks: Migration = {
  name: '0049-webhooks',
  async up(knex) {
    await tenantTable(
      knex,
      'webhook_endpoints',
      `name text not null, url text not null, events text[] not null default '{}', owner_id uuid not null, is_active boolean not null default true,
       paused_because text check (paused_because in ('person', 'failures', 'gone', 'owner')), secret text not null, former_secret text,
       former_until timestamptz, failures integer not null default 0, failing_since timestamptz, last_ok_at timestamptz, last_failed_at timestamptz,
       last_error text, rests_until timestamptz, sending_by uuid, sending_until timestamptz,
       check (is_active = (paused_because is null)), check ((former_secret is null) = (former_until is null))`,
      { references: { owner_id: 'users' }, unique: [['name']] },
    );
    await tenantTable(
      knex,
      'webhook_deliveries',
      `endpoint_id uuid not null, event_id uuid not null, event_type text not null, event_version integer not null, occurred_at timestamptz not null,
       payload jsonb not null, body text, state text not null default 'waiting'
         check (state in ('waiting', 'held', 'delivered', 'failed', 'skipped')),
       tries integer not null default 0, attempts integer not null default 0, next_at timestamptz, status_code integer, error text,
       delivered_at timestamptz, created_at timestamptz not null default kelp_now(), check ((state = 'waiting') = (next_at is not null))`,
      {
        standard: false,
        references: { endpoint_id: 'webhook_endpoints' },
        unique: [['endpoint_id', 'event_id']],
        index: [['endpoint_id', 'id']],
      },
    );
    await knex.raw(
      `create index webhook_deliveries_next on webhook_deliveries (tenant_id, endpoint_id, next_at, id) where state = 'waiting'`,
    );
    await tenantTable(
      knex,
      'webhook_attempts',
      `delivery_id uuid not null, n integer not null, at timestamptz not null, status_code integer, answer text not null default '',
       error text, took_ms integer not null`,
      { key: ['delivery_id', 'n'], standard: false, references: { delivery_id: 'webhook_deliveries' } },
    );
  },
};
