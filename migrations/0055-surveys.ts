import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** What clients are asked after their tickets, when, whom it was sent to and what they answered. */
export const surveys: Migration = {
  name: '0055-surveys',
  async up(knex) {
    await tenantTable(
      knex,
      'survey_templates',
      `name text not null check (length(name) between 1 and 100),
       kind text not null check (kind in ('stars', 'smileys', 'thumbs', 'nps', 'effort')),
       texts jsonb not null, follow_up_at smallint, asks_consent boolean not null default false,
       open_days integer not null default 30 check (open_days between 1 and 365),
       is_default boolean not null default false, is_enabled boolean not null default true`,
    );
    await knex.raw(`create unique index survey_templates_name_unique on survey_templates (tenant_id, lower(name))`);
    await knex.raw(`create unique index survey_templates_one_default on survey_templates (tenant_id) where is_default`);
    await tenantTable(
      knex,
      'survey_triggers',
      `name text not null check (length(name) between 1 and 100), template_id uuid,
       kind text not null check (kind in ('ticket_closed', 'interval')), conditions jsonb not null default '{}',
       throttle_days integer not null default 7 check (throttle_days between 0 and 365),
       every_days integer check (every_days between 1 and 730), position integer not null default 0, is_active boolean not null default true,
       check ((kind = 'interval') = (every_days is not null))`,
      { references: { template_id: 'survey_templates' }, index: [['position']] },
    );
    await knex.raw(`create unique index survey_triggers_name_unique on survey_triggers (tenant_id, lower(name))`);
    await tenantTable(knex, 'survey_trigger_contacts', `trigger_id uuid not null, contact_id uuid not null`, {
      references: { trigger_id: 'survey_triggers', contact_id: 'contacts' },
      unique: [['trigger_id', 'contact_id']],
      index: [['contact_id']],
    });
    await tenantTable(
      knex,
      'survey_invitations',
      `template_id uuid not null, trigger_id uuid, ticket_id uuid, client_id uuid, contact_id uuid, user_id uuid,
       cause_id uuid, locale text not null default 'en', token_hash text not null, expires_at timestamptz not null,
       is_test boolean not null default false, doubted_at timestamptz`,
      {
        references: {
          template_id: 'survey_templates',
          trigger_id: 'survey_triggers',
          ticket_id: 'tickets',
          client_id: 'clients',
          contact_id: 'contacts',
          user_id: 'users',
        },
        unique: [['token_hash'], ['cause_id']],
        index: [
          ['created_at desc', 'id'],
          ['ticket_id'],
          ['client_id', 'created_at'],
          ['contact_id', 'created_at desc'],
          ['user_id', 'created_at'],
          ['template_id'],
          ['trigger_id', 'contact_id'],
        ],
      },
    );
    await tenantTable(
      knex,
      'survey_responses',
      `invitation_id uuid not null, kind text not null, rating smallint not null, further jsonb not null default '[]',
       comment text not null default '', may_quote boolean not null default false,
       score smallint not null check (score between 0 and 100), verdict text not null check (verdict in ('good', 'fair', 'poor')),
       is_confirmed boolean not null default false, answered_at timestamptz not null, changed_at timestamptz,
       follow_up_state text check (follow_up_state in ('open', 'done')), follow_up_user_id uuid, follow_up_note text not null default '',
       follow_up_done_at timestamptz, follow_up_done_by uuid,
       check ((follow_up_state = 'done') is not true or follow_up_done_at is not null)`,
      {
        references: {
          invitation_id: 'survey_invitations',
          follow_up_user_id: 'users',
          follow_up_done_by: 'users',
        },
        unique: [['invitation_id']],
      },
    );
    await knex.raw(
      `create index survey_responses_open_follow_ups on survey_responses (tenant_id, follow_up_user_id) where follow_up_state = 'open'`,
    );
  },
};
