import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Inbound webhooks: secret addresses to which other programs send alerts, every request with what became of it, and the ticket of each alert. */
export const inboundWebhooks: Migration = {
  name: '0050-inbound-webhooks',
  async up(knex) {
    await tenantTable(
      knex,
      'inbound_webhooks',
      `name text not null, owner_id uuid not null, is_active boolean not null default true, token_hash text not null, former_token_hash text,
       former_until timestamptz, signature_header text, signature_secret text, board_id uuid, mapping jsonb not null, is_capturing boolean not null default true,
       sample text, last_at timestamptz, check ((former_token_hash is null) = (former_until is null)),
       check ((signature_header is null) = (signature_secret is null))`,
      { references: { owner_id: 'users', board_id: 'boards' }, unique: [['name'], ['token_hash']] },
    );
    await tenantTable(
      knex,
      'inbound_requests',
      `webhook_id uuid not null, received_at timestamptz not null, body text not null,
       outcome text not null check (outcome in ('opened', 'updated', 'closed', 'ignored', 'captured', 'refused')), reason text,
       alert_key text, ticket_id uuid`,
      {
        standard: false,
        references: { webhook_id: 'inbound_webhooks', ticket_id: 'tickets' },
        index: [['webhook_id', 'id']],
      },
    );
    await tenantTable(
      knex,
      'inbound_alerts',
      `webhook_id uuid not null, alert_key text not null, ticket_id uuid, last_at timestamptz not null`,
      {
        key: ['webhook_id', 'alert_key'],
        standard: false,
        references: { webhook_id: 'inbound_webhooks', ticket_id: 'tickets' },
      },
    );
  },
};
