import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** What a service desk manager configures about tickets, and the facts of a ticket that follow from it. */
export const boards: Migration = {
  name: '0012-boards',
  async up(knex) {
    await namedLists(knex);
    await boardParts(knex);
    await ticketFacts(knex);
  },
};

type Schema = Parameters<Migration['up']>[0];

async function namedLists(knex: Schema): Promise<void> {
  for (const table of ['ticket_types', 'resolution_codes']) {
    await tenantTable(knex, table, 'name text not null, position integer not null, removed_at timestamptz');
    await uniqueAmongKept(knex, table, 'name', 'lower(name)');
  }
  for (const [table, columns] of [
    ['statuses', 'board_id, name'],
    ['priorities', 'name'],
  ] as const) {
    await knex.raw(`alter table ${table} add column removed_at timestamptz`);
    const name = columns.replace(', ', '_');
    await knex.raw(`alter table ${table} drop constraint ${table}_${name}_unique`);
    await uniqueAmongKept(knex, table, name, columns.replace(/name$/, 'lower(name)'));
  }
  await tenantTable(
    knex,
    'ticket_categories',
    'board_id uuid not null, parent_id uuid, name text not null, position integer not null, default_team_id uuid, default_priority_id uuid, removed_at timestamptz',
    {
      references: { board_id: 'boards', default_team_id: 'teams', default_priority_id: 'priorities' },
      unique: [
        ['board_id', 'id'],
        ['parent_id', 'id'],
      ],
    },
  );
  await knex.raw(`alter table ticket_categories add constraint ticket_categories_parent_of_board_fk
    foreign key (tenant_id, board_id, parent_id) references ticket_categories (tenant_id, board_id, id)`);
  const place = "board_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name)";
  await uniqueAmongKept(knex, 'ticket_categories', 'name', place);
}

/** What was removed stays for the history, so a name is unique among the rest only. */
const uniqueAmongKept = (knex: Schema, table: string, name: string, columns: string) =>
  knex.raw(`create unique index ${table}_${name}_unique on ${table} (tenant_id, ${columns}) where removed_at is null`);

async function boardParts(knex: Schema): Promise<void> {
  await knex.raw(`alter table boards add column default_priority_id uuid, add column default_team_id uuid,
    add constraint boards_default_priority_id_fk foreign key (tenant_id, default_priority_id) references priorities (tenant_id, id),
    add constraint boards_default_team_id_fk foreign key (tenant_id, default_team_id) references teams (tenant_id, id)`);
  await tenantTable(
    knex,
    'board_close_rules',
    `board_id uuid not null, needs_resolution boolean not null default false, needs_time boolean not null default false,
     needs_checklist boolean not null default false, needs_children_closed boolean not null default false,
     required_fields text[] not null default '{}'`,
    { references: { board_id: 'boards' }, unique: [['board_id']] },
  );
  await tenantTable(
    knex,
    'board_auto_close_rules',
    `board_id uuid not null, status_id uuid not null, close_status_id uuid not null, idle_days integer not null check (idle_days between 1 and 365),
     warn_days integer check (warn_days between 1 and 30), check (warn_days is null or warn_days < idle_days)`,
    { references: { board_id: 'boards' }, unique: [['board_id', 'status_id']] },
  );
  for (const column of ['status_id', 'close_status_id']) {
    await knex.raw(`alter table board_auto_close_rules add constraint board_auto_close_rules_${column}_fk
      foreign key (tenant_id, board_id, ${column}) references statuses (tenant_id, board_id, id)`);
  }
  await tenantTable(knex, 'ticket_auto_close_states', 'ticket_id uuid not null, warned_at timestamptz not null', {
    references: { ticket_id: 'tickets' },
    unique: [['ticket_id']],
  });
}

async function ticketFacts(knex: Schema): Promise<void> {
  await knex.raw(`alter table tickets add column type_id uuid, add column category_id uuid, add column subcategory_id uuid,
    add column resolution_code_id uuid, add column due_at timestamptz,
    add column estimate_minutes integer check (estimate_minutes between 1 and 600000),
    add column is_priority_overridden boolean not null default false, add column close_override_reason text, add column reopened_at timestamptz,
    add constraint tickets_subcategory_needs_category check (subcategory_id is null or category_id is not null),
    add constraint tickets_type_id_fk foreign key (tenant_id, type_id) references ticket_types (tenant_id, id),
    add constraint tickets_resolution_code_id_fk foreign key (tenant_id, resolution_code_id) references resolution_codes (tenant_id, id),
    add constraint tickets_category_of_board_fk foreign key (tenant_id, board_id, category_id)
      references ticket_categories (tenant_id, board_id, id),
    add constraint tickets_subcategory_of_category_fk foreign key (tenant_id, category_id, subcategory_id)
      references ticket_categories (tenant_id, parent_id, id)`);
  await knex.raw('create index tickets_status on tickets (tenant_id, status_id, last_activity_at)');
  await knex.raw('create index tickets_category on tickets (tenant_id, category_id) where category_id is not null');
  await knex.raw('alter table comments add column is_resolution boolean not null default false');
  await tenantTable(knex, 'ticket_agents', 'ticket_id uuid not null, user_id uuid not null, removed_at timestamptz', {
    references: { ticket_id: 'tickets', user_id: 'users' },
    unique: [['ticket_id', 'user_id']],
    index: [['user_id', 'ticket_id']],
  });
}
