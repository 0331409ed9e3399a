import { tenantTable, type Migration } from '@kelp/platform/migrate';

type Db = Parameters<Migration['up']>[0];

/** The queue: saved views, changes in bulk, and the indexes by which every filter and every order stays fast at a million tickets. */
export const savedViews: Migration = {
  name: '0016-saved-views',
  async up(knex) {
    await ticketClocks(knex);
    await ticketIndexes(knex);
    await wordSearch(knex);
    await viewTables(knex);
    await bulkTables(knex);
  },
};

/** What the queue shows of a ticket's clocks stands in the ticket, so that it can be sorted and filtered by an index. */
async function ticketClocks(knex: Db): Promise<void> {
  await knex.raw(`alter table tickets add column sla_state text check (sla_state in ('running', 'paused', 'met', 'missed', 'unanswered')),
    add column sla_due_at timestamptz, add column next_due_at timestamptz generated always as (least(due_at, sla_due_at)) stored`);
  // The owner is under row-level security like everybody else; what stands already is filled in without it, in this transaction.
  for (const table of ['tickets', 'sla_clocks']) await knex.raw(`alter table ${table} no force row level security`);
  await knex.raw(`update tickets t set sla_state = c.state, sla_due_at = case when c.state = 'running' then c.due_at end
    from (select distinct on (tenant_id, ticket_id) tenant_id, ticket_id, state, due_at from sla_clocks where state <> 'cancelled'
      order by tenant_id, ticket_id, state in ('running', 'paused') desc, state = 'running' desc,
        case when stopped_at is null then due_at end nulls last, remaining_ms, stopped_at desc, clock, epoch desc) c
    where c.tenant_id = t.tenant_id and c.ticket_id = t.id`);
  for (const table of ['tickets', 'sla_clocks']) await knex.raw(`alter table ${table} force row level security`);
}

/** One index for each order and each filter that may be rare. Open tickets, which most lists show, have small ones of their own. */
async function ticketIndexes(knex: Db): Promise<void> {
  await knex.raw('drop index tickets_assigned_to_is_closed_id_index');
  const all = {
    assignee: 'assigned_to, id',
    priority: 'priority_id, id',
    board: 'board_id, id',
    origin: 'origin, id',
    created: 'created_at, id',
    changed: 'updated_at, id',
  };
  for (const [name, columns] of Object.entries(all))
    await knex.raw(`create index tickets_by_${name} on tickets (tenant_id, ${columns})`);
  await knex.raw('create index tickets_by_contact on tickets (tenant_id, contact_id, id) where contact_id is not null');
  await knex.raw('create index tickets_by_team on tickets (tenant_id, team_id, id) where team_id is not null');
  await knex.raw('create index tickets_by_type on tickets (tenant_id, type_id, id) where type_id is not null');
  await knex.raw('create index tickets_by_closing on tickets (tenant_id, closed_at, id) where is_closed');
  const open = {
    activity: 'last_activity_at, id',
    number: 'number',
    priority: 'priority_id, id',
    client: 'client_id, id',
    assignee: 'assigned_to, id',
    response: 'response_state, id',
    due: 'next_due_at, id',
  };
  for (const [name, columns] of Object.entries(open))
    await knex.raw(`create index tickets_open_by_${name} on tickets (tenant_id, ${columns}) where not is_closed`);
  await knex.raw('create index tickets_by_due on tickets (tenant_id, next_due_at, id) where next_due_at is not null');
  await knex.raw('create index clients_by_name on clients (tenant_id, lower(name), id)');
  await knex.raw('create index users_by_name on users (tenant_id, lower(name), id)');
}

/**
 * Words of titles. Each carries the workspace in front, so that a common word of others costs nothing, and a definer function of the search role
 * answers with ids: row-level security would close the index to an ordinary statement.
 */
async function wordSearch(knex: Db): Promise<void> {
  await knex.raw(`create function ticket_words(tenant uuid, title text) returns tsvector language sql immutable parallel safe
    set search_path = pg_catalog, public as $$
    select to_tsvector('simple'::regconfig, 'x' || replace(tenant::text, '-', '') ||
      regexp_replace(lower(title), '[^[:alnum:]]+', ' x' || replace(tenant::text, '-', ''), 'g')) $$`);
  await knex.raw(`create function ticket_word_query(tenant uuid, words text[]) returns tsquery language sql stable
    set search_path = pg_catalog, public as $$
    select to_tsquery('simple'::regconfig, (select string_agg('x' || replace(tenant::text, '-', '') || word || ':*', ' & ')
      from unnest(words) as word where word ~ '^[[:alnum:]]+$')) $$`);
  await knex.raw('create index tickets_by_words on tickets using gin (ticket_words(tenant_id, title))');
  await knex.raw('create policy tickets_search on tickets for select to kelp_search using (true)');
  await knex.raw('grant select (tenant_id, id, title) on tickets to kelp_search');
  await knex.raw(
    'grant execute on function ticket_words(uuid, text), ticket_word_query(uuid, text[]) to kelp_search, kelp_app',
  );
  await knex.raw(`create function find_tickets_by_words(words text[], most integer) returns setof uuid language plpgsql stable security definer
    set search_path = pg_catalog, public as $$
    declare
      tenant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
      wanted tsquery := public.ticket_word_query(tenant, words);
    begin
      return query select t.id from public.tickets t where public.ticket_words(t.tenant_id, t.title) @@ wanted and t.tenant_id = tenant limit most;
    end $$`);
  await knex.raw('revoke all on function find_tickets_by_words(text[], integer) from public');
  await knex.raw('grant execute on function find_tickets_by_words(text[], integer) to kelp_app');
  await knex.raw('alter function find_tickets_by_words(text[], integer) owner to kelp_search');
}

async function viewTables(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'saved_views',
    `name text not null check (length(name) between 1 and 80), audience text not null check (audience in ('mine', 'team', 'everyone')),
     owner_id uuid, team_id uuid, query text not null check (length(query) <= 8000), columns text[] not null default '{}',
     density text not null default 'normal' check (density in ('compact', 'normal', 'roomy')), position integer not null default 0,
     shipped_key text, check ((audience = 'team') = (team_id is not null)), check (audience <> 'mine' or owner_id is not null)`,
    { references: { owner_id: 'users', team_id: 'teams' }, unique: [['shipped_key']], index: [['owner_id']] },
  );
  // Workspaces that stand already get the views that come with Kelp; new ones get them when they are made.
  await knex.raw('alter table saved_views no force row level security');
  await knex.raw(`insert into saved_views (tenant_id, id, name, audience, query, position, shipped_key)
    select t.id, gen_random_uuid(), v.name, 'everyone', v.query, v.position, v.key from tenants t cross join (values
      ('my_open', 'My open', 'assignee=me&sort=due&dir=asc', 0), ('unassigned', 'Unassigned', 'assignee=nobody&sort=created&dir=asc', 1),
      ('waiting_for_us', 'Waiting for us', 'response=awaiting_us&sort=activity&dir=asc', 2),
      ('due_today', 'Due today', 'due=by%3Atoday&sort=due&dir=asc', 3),
      ('recently_closed', 'Recently closed', 'state=closed&closed=last%3A7d', 4)) as v (key, name, query, position)`);
  await knex.raw('alter table saved_views force row level security');
  await tenantTable(
    knex,
    'saved_view_pins',
    'user_id uuid not null, view_id uuid not null, is_pinned boolean not null, position integer not null default 0',
    {
      references: { user_id: 'users', view_id: 'saved_views' },
      unique: [['user_id', 'view_id']],
      index: [['view_id']],
    },
  );
  // Whose list opens with which view: a person's own choice, or that of a board for everybody.
  await tenantTable(
    knex,
    'saved_view_defaults',
    'user_id uuid, board_id uuid, view_id uuid not null, check (num_nonnulls(user_id, board_id) = 1)',
    {
      references: { user_id: 'users', board_id: 'boards', view_id: 'saved_views' },
      unique: [['user_id'], ['board_id']],
      index: [['view_id']],
    },
  );
}

async function bulkTables(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'bulk_runs',
    `user_id uuid not null, change jsonb not null, filter text not null default '',
     state text not null default 'running' check (state in ('running', 'stopping', 'stopped', 'finished')), total integer not null,
     done integer not null default 0, refused integer not null default 0, skipped integer not null default 0, undoes_id uuid, finished_at timestamptz`,
    { references: { user_id: 'users', undoes_id: 'bulk_runs' }, unique: [['undoes_id']] },
  );
  await tenantTable(
    knex,
    'bulk_rows',
    `run_id uuid not null, position integer not null, ticket_id uuid not null,
     state text not null default 'waiting' check (state in ('waiting', 'done', 'refused', 'skipped', 'stopped')), reason text, before jsonb, after_version integer`,
    {
      key: ['run_id', 'position'],
      standard: false,
      references: { run_id: 'bulk_runs', ticket_id: 'tickets' },
      index: [['ticket_id']],
    },
  );
}
