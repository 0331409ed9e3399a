import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Boards with their statuses, priorities, tickets, comments, attachments, numbers. */
export const tickets: Migration = {
  name: '0005-tickets',
  async up(knex) {
    await tenantTable(
      knex,
      'number_series',
      'kind text not null, prefix text not null, padding integer not null default 1, next bigint not null default 1 check (next >= 1)',
      { key: ['kind'], standard: false },
    );
    await tenantTable(
      knex,
      'boards',
      `name text not null, priority_mode text not null default 'own' check (priority_mode in ('own', 'itil')), position integer not null default 0,
       default_assignee_id uuid, manager_id uuid, is_active boolean not null default true,
       reopen_hours integer not null default 336 check (reopen_hours between 0 and 87600)`,
      { references: { default_assignee_id: 'users', manager_id: 'users' }, unique: [['name']] },
    );
    await tenantTable(
      knex,
      'statuses',
      `board_id uuid not null, name text not null, is_closed boolean not null default false, is_default boolean not null default false,
       pauses_sla boolean not null default false, portal_label text not null, position integer not null`,
      {
        references: { board_id: 'boards' },
        unique: [
          ['board_id', 'name'],
          ['board_id', 'id'],
        ],
      },
    );
    await knex.raw('create unique index statuses_one_default on statuses (tenant_id, board_id) where is_default');
    await tenantTable(
      knex,
      'priorities',
      'name text not null, color text not null, position integer not null, is_itil boolean not null default false',
      {
        unique: [['name']],
      },
    );
    await tenantTable(
      knex,
      'tickets',
      `number bigint not null, title text not null check (length(title) between 1 and 300), client_id uuid, contact_id uuid, board_id uuid not null,
       status_id uuid not null, priority_id uuid not null, assigned_to uuid, team_id uuid, impact smallint check (impact between 1 and 5),
       urgency smallint check (urgency between 1 and 5), origin text not null check (origin in ('internal', 'portal', 'email', 'api')),
       response_state text not null default 'none' check (response_state in ('none', 'awaiting_us', 'awaiting_client')),
       is_closed boolean not null default false, closed_at timestamptz, closed_by uuid, last_activity_at timestamptz not null,
       mail_message_ids text[] not null default '{}', master_ticket_id uuid, follows_ticket_id uuid`,
      {
        references: {
          client_id: 'clients',
          contact_id: 'contacts',
          board_id: 'boards',
          priority_id: 'priorities',
          assigned_to: 'users',
          team_id: 'teams',
          master_ticket_id: 'tickets',
          follows_ticket_id: 'tickets',
        },
        unique: [['number']],
        index: [
          ['client_id', 'id'],
          ['assigned_to', 'is_closed', 'id'],
        ],
      },
    );
    await knex.raw(`alter table tickets add constraint tickets_status_of_board_fk foreign key (tenant_id, board_id, status_id)
      references statuses (tenant_id, board_id, id)`);
    await knex.raw('create index tickets_open on tickets (tenant_id, id desc) where not is_closed');
    await knex.raw('create index tickets_activity on tickets (tenant_id, last_activity_at desc, id desc)');
    await tenantTable(
      knex,
      'comments',
      `ticket_id uuid not null, author_type text not null check (author_type in ('internal', 'client', 'system')), user_id uuid, contact_id uuid,
       author_name text not null, visibility text not null check (visibility in ('public', 'internal')), html text not null, text text not null,
       quoted text not null default '', origin text not null default 'ui', rfc_message_id text, check (visibility = 'public' or author_type <> 'client')`,
      { references: { ticket_id: 'tickets', user_id: 'users', contact_id: 'contacts' }, index: [['ticket_id', 'id']] },
    );
    await tenantTable(
      knex,
      'attachments',
      `ticket_id uuid not null, comment_id uuid not null, filename text not null, content_type text not null, size bigint not null, sha256 text not null,
       storage_key text not null, content_id text, is_inline boolean not null default false`,
      { references: { ticket_id: 'tickets', comment_id: 'comments' }, index: [['ticket_id'], ['comment_id']] },
    );
    await tenantTable(
      knex,
      'uploads',
      'user_id uuid not null, filename text not null, content_type text not null, size bigint not null, sha256 text not null, storage_key text not null',
      { references: { user_id: 'users' } },
    );
    await tenantTable(knex, 'ticket_watchers', 'ticket_id uuid not null, user_id uuid, contact_id uuid, address text', {
      references: { ticket_id: 'tickets', user_id: 'users', contact_id: 'contacts' },
      index: [['ticket_id']],
    });
  },
};
