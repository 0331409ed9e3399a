import { tenantTable, type Migration } from '@kelp/platform/migrate';

type Db = Parameters<Migration['up']>[0];

/** Prepared work: checklists, macros, ticket templates, canned texts and recurring tickets. */
export const deskTemplates: Migration = {
  name: '0014-desk-templates',
  async up(knex) {
    await checklistTables(knex);
    await sharedTexts(knex);
    await ticketTemplates(knex);
    await recurringTables(knex);
  },
};

async function checklistTables(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'checklist_templates',
    `name text not null check (length(name) between 1 and 200), items jsonb not null, finish_status text, is_automatic boolean not null default false,
     board_id uuid, category_id uuid, priority_id uuid, type_id uuid`,
    {
      references: {
        board_id: 'boards',
        priority_id: 'priorities',
        category_id: 'ticket_categories',
        type_id: 'ticket_types',
      },
    },
  );
  await knex.raw('create unique index checklist_templates_name_unique on checklist_templates (tenant_id, lower(name))');
  await tenantTable(
    knex,
    'ticket_checklists',
    'ticket_id uuid not null, template_id uuid, name text not null, finish_status text, position integer not null default 0',
    { references: { ticket_id: 'tickets' }, unique: [['ticket_id', 'template_id']] },
  );
  await tenantTable(
    knex,
    'checklist_items',
    `ticket_id uuid not null, checklist_id uuid not null, label text not null check (length(label) between 1 and 500), position integer not null,
     is_required boolean not null default false, owner_id uuid, due_on date, done_by uuid, done_by_name text, done_at timestamptz`,
    {
      references: { ticket_id: 'tickets', checklist_id: 'ticket_checklists', owner_id: 'users' },
      index: [['checklist_id', 'position']],
    },
  );
  await knex.raw(
    'create index checklist_items_open_required on checklist_items (tenant_id, ticket_id) where is_required and done_at is null',
  );
}

const sharing = `scope text not null check (scope in ('personal', 'team', 'everyone')), owner_id uuid, team_id uuid,
  check ((scope = 'personal') = (owner_id is not null)), check ((scope = 'team') = (team_id is not null))`;

async function sharedTexts(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'macros',
    `name text not null check (length(name) between 1 and 200), steps jsonb not null, position integer not null default 0, ${sharing}`,
    { references: { owner_id: 'users', team_id: 'teams' } },
  );
  await tenantTable(
    knex,
    'canned_texts',
    `name text not null check (length(name) between 1 and 200), shortcut text not null check (shortcut ~ '^;[a-z0-9-]{1,30}$'), body text not null, ${sharing}`,
    { references: { owner_id: 'users', team_id: 'teams' } },
  );
  const nobody = "coalesce(owner_id, team_id, '00000000-0000-0000-0000-000000000000'::uuid)";
  for (const [table, column] of [
    ['macros', 'lower(name)'],
    ['canned_texts', 'shortcut'],
  ]) {
    await knex.raw(`create unique index ${table}_own_unique on ${table} (tenant_id, ${nobody}, ${column})`);
  }
}

async function ticketTemplates(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'ticket_templates',
    `name text not null check (length(name) between 1 and 200), title text not null check (length(title) between 1 and 300), description text not null default '',
     board_id uuid, type_id uuid, category_id uuid, subcategory_id uuid, priority_id uuid, impact smallint check (impact between 1 and 5),
     urgency smallint check (urgency between 1 and 5), assigned_to uuid, client_id uuid, checklist_template_id uuid, macro_id uuid`,
    {
      references: {
        board_id: 'boards',
        priority_id: 'priorities',
        type_id: 'ticket_types',
        category_id: 'ticket_categories',
        subcategory_id: 'ticket_categories',
        assigned_to: 'users',
        client_id: 'clients',
        checklist_template_id: 'checklist_templates',
        macro_id: 'macros',
      },
    },
  );
  await knex.raw('create unique index ticket_templates_name_unique on ticket_templates (tenant_id, lower(name))');
}

async function recurringTables(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'recurring_tickets',
    `name text not null check (length(name) between 1 and 200), title text not null check (length(title) between 1 and 300), description text not null default '',
     template_id uuid, board_id uuid, priority_id uuid, client_id uuid, contact_id uuid,
     assignment text not null check (assignment in ('template', 'person', 'team', 'people')), assigned_to uuid, team_id uuid,
     person_ids text[] not null default '{}', last_assigned_to uuid,
     rule text not null check (length(rule) <= 500), zone text not null, starts_at_wall text not null, ends_on date, changes jsonb not null,
     closed_days text not null check (closed_days in ('keep', 'skip', 'next_open_day')),
     catch_up text not null check (catch_up in ('none', 'last', 'all')), is_paused boolean not null default false, handled_until timestamptz not null,
     check ((assignment = 'person') = (assigned_to is not null)), check (assignment <> 'team' or team_id is not null)`,
    {
      references: {
        template_id: 'ticket_templates',
        board_id: 'boards',
        priority_id: 'priorities',
        client_id: 'clients',
        contact_id: 'contacts',
        assigned_to: 'users',
        team_id: 'teams',
        last_assigned_to: 'users',
      },
    },
  );
  await knex.raw('create unique index recurring_tickets_name_unique on recurring_tickets (tenant_id, lower(name))');
  await tenantTable(
    knex,
    'recurring_ticket_runs',
    `recurring_ticket_id uuid not null, original_start text not null, due_at timestamptz not null,
     outcome text not null check (outcome in ('created', 'missed', 'failed')), ticket_id uuid, reason text,
     check ((outcome = 'created') = (ticket_id is not null))`,
    {
      references: { recurring_ticket_id: 'recurring_tickets', ticket_id: 'tickets' },
      unique: [['recurring_ticket_id', 'original_start']],
    },
  );
  await knex.raw(`alter table tickets add column recurring_ticket_id uuid, add constraint tickets_recurring_ticket_id_fk
    foreign key (tenant_id, recurring_ticket_id) references recurring_tickets (tenant_id, id)`);
}
