import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** The conversation of a ticket: threads, edits, tombstones, reactions, mentions, and replies that wait before they leave. */
export const conversation: Migration = {
  name: '0015-conversation',
  async up(knex) {
    await knex.raw(`alter table comments add column parent_id uuid, add column markup text, add column edited_at timestamptz,
      add column deleted_at timestamptz, add column deleted_by uuid,
      add constraint comments_parent_id_fk foreign key (tenant_id, parent_id) references comments (tenant_id, id),
      add constraint comments_deleted_by_fk foreign key (tenant_id, deleted_by) references users (tenant_id, id)`);
    await tenantTable(
      knex,
      'comment_versions',
      'comment_id uuid not null, text text not null, html text not null, markup text, replaced_by uuid, replaced_by_name text not null',
      { references: { comment_id: 'comments', replaced_by: 'users' }, index: [['comment_id', 'id']] },
    );
    await tenantTable(
      knex,
      'comment_reactions',
      'ticket_id uuid not null, comment_id uuid not null, user_id uuid not null, emoji text not null check (length(emoji) between 1 and 16)',
      {
        references: { ticket_id: 'tickets', comment_id: 'comments', user_id: 'users' },
        unique: [['comment_id', 'user_id', 'emoji']],
        index: [['ticket_id']],
      },
    );
    await tenantTable(
      knex,
      'comment_mentions',
      'ticket_id uuid not null, comment_id uuid not null, user_id uuid not null',
      {
        references: { ticket_id: 'tickets', comment_id: 'comments', user_id: 'users' },
        unique: [['comment_id', 'user_id']],
        index: [['user_id', 'id']],
      },
    );
    await tenantTable(
      knex,
      'held_replies',
      `ticket_id uuid not null, user_id uuid not null, action text not null, input jsonb not null, also text not null default '',
       is_scheduled boolean not null, send_at timestamptz not null, zone text not null, door text not null,
       state text not null default 'waiting' check (state in ('waiting', 'paused', 'failed')), reason text,
       client_id uuid, contact_id uuid`,
      {
        references: { ticket_id: 'tickets', user_id: 'users', client_id: 'clients', contact_id: 'contacts' },
        index: [['ticket_id', 'id']],
      },
    );
  },
};
