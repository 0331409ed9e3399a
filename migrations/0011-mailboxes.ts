import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Addresses that take mail, and every mail that came in. */
export const mailboxes: Migration = {
  name: '0011-mailboxes',
  async up(knex) {
    await tenantTable(
      knex,
      'mailboxes',
      `name text not null, address text not null check (address = lower(address)), board_id uuid not null, is_active boolean not null default true`,
      { references: { board_id: 'boards' }, unique: [['address'], ['name']] },
    );
    await tenantTable(
      knex,
      'inbound_messages',
      `mailbox_id uuid not null, identity text not null,
       state text not null default 'received' check (state in ('received', 'processing', 'done', 'skipped', 'retry', 'dead')),
       reason text, storage_key text not null, sha256 text not null, size bigint not null, envelope_from text not null,
       from_address text, subject text, received_at timestamptz not null, ticket_id uuid, comment_id uuid, did_reopen boolean not null default false,
       attempts integer not null default 0`,
      {
        references: { mailbox_id: 'mailboxes', ticket_id: 'tickets', comment_id: 'comments' },
        unique: [['mailbox_id', 'identity']],
        index: [['ticket_id'], ['received_at']],
      },
    );
    await knex.raw(
      'create index comments_rfc_message_id on comments (tenant_id, rfc_message_id) where rfc_message_id is not null',
    );
    await knex.raw('create index email_messages_to_address on email_messages (tenant_id, to_address, created_at)');
  },
};
