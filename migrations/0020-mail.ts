import type { Knex } from 'knex';
import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Mail as a service desk needs it: what became of each message out, who gets none, and where mail in comes from and waits. */
export const mail: Migration = {
  name: '0020-mail',
  async up(knex) {
    await extendMessages(knex);
    await createSending(knex);
    await extendMailboxes(knex);
    await extendInbound(knex);
  },
};

async function extendMessages(knex: Knex): Promise<void> {
  await knex.raw(`alter table email_messages drop constraint email_messages_state_check,
    add constraint email_messages_state_check check (state in
      ('queued', 'sending', 'sent', 'unknown', 'deferred', 'bounced', 'complained', 'suppressed', 'failed')),
    add column template_version integer, add column body_hash text not null default '',
    add column wakes integer not null default 0, add column has_rate_slot boolean not null default false,
    add column transport text check (transport in ('installation', 'own')),
    add column bounce_kind text check (bounce_kind in ('hard', 'soft')), add column bounced_at timestamptz`);
  await knex.raw('create index email_messages_state on email_messages (tenant_id, state, id)');
  await knex.raw(
    `create index email_messages_bounced on email_messages (tenant_id, to_address, bounced_at) where bounced_at is not null`,
  );
  await tenantTable(
    knex,
    'email_message_states',
    `message_id uuid not null, state text not null, at timestamptz not null, detail text not null default '', attempt integer not null default 0`,
    {
      standard: false,
      references: { message_id: 'email_messages' },
      index: [['message_id', 'id']],
      grants: 'select, insert',
    },
  );
}

async function createSending(knex: Knex): Promise<void> {
  await tenantTable(
    knex,
    'mail_suppressions',
    `address text not null check (address = lower(address)),
     reason text not null check (reason in ('hard_bounce', 'complaint', 'soft_bounces')), detail text not null default '', message_id uuid,
     until timestamptz`,
    { references: { message_id: 'email_messages' }, unique: [['address']] },
  );
  await tenantTable(knex, 'mail_rates', 'key text not null, free_at timestamptz not null', {
    key: ['key'],
    standard: false,
  });
  await tenantTable(
    knex,
    'mail_transports',
    `is_only boolean not null default true check (is_only), host text not null, port integer not null check (port between 1 and 65535),
     security text not null check (security in ('tls', 'starttls', 'none')), username text not null default '', password text not null default '',
     from_address text not null, is_active boolean not null default true, last_ok_at timestamptz, failed_at timestamptz, failure text,
     test_state text check (test_state in ('running', 'ok', 'failed')), test_text text, tested_at timestamptz`,
    { unique: [['is_only']] },
  );
}

async function extendMailboxes(knex: Knex): Promise<void> {
  await knex.raw(`alter table mailboxes add column kind text not null default 'smtp' check (kind in ('smtp', 'imap')),
    add column default_priority_id uuid, add column default_assignee_id uuid, add column auto_acknowledge boolean not null default true,
    add column unknown_senders text not null default 'hold' check (unknown_senders in ('hold', 'ticket')),
    add column has_plus_addresses boolean not null default true, add column trusted_authserv text not null default '',
    add column imap_host text not null default '', add column imap_port integer not null default 993 check (imap_port between 1 and 65535),
    add column imap_security text not null default 'tls' check (imap_security in ('tls', 'starttls', 'none')),
    add column imap_username text not null default '', add column imap_password text not null default '',
    add column imap_folder text not null default 'INBOX',
    add constraint mailboxes_default_priority_id_fk foreign key (tenant_id, default_priority_id) references priorities (tenant_id, id),
    add constraint mailboxes_default_assignee_id_fk foreign key (tenant_id, default_assignee_id) references users (tenant_id, id)`);
  await tenantTable(
    knex,
    'mailbox_cursors',
    `mailbox_id uuid not null, uid_validity bigint, last_uid bigint not null default 0, since timestamptz not null,
     holder text, lease_until timestamptz, fence bigint not null default 0, polled_at timestamptz, failures integer not null default 0,
     failure text, failed_at timestamptz, test_state text check (test_state in ('running', 'ok', 'failed')), test_text text, tested_at timestamptz`,
    { key: ['mailbox_id'], standard: false, references: { mailbox_id: 'mailboxes' } },
  );
}

async function extendInbound(knex: Knex): Promise<void> {
  await knex.raw(`alter table inbound_messages drop constraint inbound_messages_state_check,
    add constraint inbound_messages_state_check check (state in
      ('received', 'processing', 'done', 'skipped', 'held', 'ignored', 'retry', 'dead')),
    add column remote_address text, add column helo text, add column recipient text, add column from_name text not null default '',
    add column authentication jsonb, add column preview text not null default '', add column files integer not null default 0,
    add column problems text[] not null default '{}', add column decision jsonb`);
  await knex.raw('create index inbound_messages_state on inbound_messages (tenant_id, state, id)');
  await knex.raw('create index inbound_messages_from on inbound_messages (tenant_id, from_address)');
  await tenantTable(
    knex,
    'mail_sender_rules',
    `pattern text not null check (pattern = lower(pattern)), action text not null check (action in ('ignore', 'accept')), client_id uuid`,
    { references: { client_id: 'clients' }, unique: [['pattern']] },
  );
}
