import type { Migration } from '@kelp/platform/migrate';

/**
 * Lists that were slow with a million tickets: one's own by what is due next, closed ones by due (hardly one has a date left), and the ones whose
 * promise runs or is broken.
 */
export const listIndexes: Migration = {
  name: '0059-list-indexes',
  async up(knex) {
    await knex.raw(
      'create index tickets_open_by_assignee_due on tickets (tenant_id, assigned_to, next_due_at, id) where not is_closed',
    );
    // By due, those without a date come last: in the order of the same index.
    await knex.raw('drop index tickets_by_due');
    await knex.raw('create index tickets_by_due on tickets (tenant_id, next_due_at, id)');
    await knex.raw(
      'create index tickets_closed_by_due on tickets (tenant_id, next_due_at, id) where is_closed and next_due_at is not null',
    );
    await knex.raw(
      'create index tickets_open_nobody_by_due on tickets (tenant_id, next_due_at, id) where not is_closed and assigned_to is null',
    );
    await knex.raw(
      `create index tickets_running_by_due on tickets (tenant_id, sla_due_at, id) where sla_state = 'running'`,
    );
    // After five calls a plan for any words was kept, which read every ticket of the workspace; and it needs its index also where the page's own
    // statement does without bitmaps.
    await knex.raw('set local role kelp_search');
    await knex.raw(
      'alter function find_tickets_by_words(text[], integer) set plan_cache_mode to force_custom_plan set enable_bitmapscan to on',
    );
    await knex.raw('set local role kelp_owner');
  },
};
