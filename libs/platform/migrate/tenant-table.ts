import type { Knex } from 'knex';

interface TenantTableOptions {
  /** Column → tenant table: becomes `(tenant_id, column) → (tenant_id, id)`. */
  references?: Record<string, string>;
  /** Unique column lists; tenant_id is put in front. */
  unique?: string[][];
  /** Index column lists; tenant_id is put in front. */
  index?: string[][];
  /** The key after tenant_id; default `id`, which is then added as a column. */
  key?: string[];
  /** Standard columns created_at, updated_at, version; default true. */
  standard?: boolean;
  /** Column of the key by which the table is range-partitioned (append-only giants), with a default partition. */
  partitionBy?: string;
  /** What the app role may do; default everything but truncate. Ledgers name `select, insert`. */
  grants?: string;
  /** The relay and sweeper role sees all rows of this table. Only outbox, deliveries, jobs and due_items. */
  isSystem?: boolean;
}

const barrier = "tenant_id = nullif(current_setting('app.tenant', true), '')::uuid";

/**
 * Creates a tenant table the one way there is: tenant_id first in the key, row-level security enabled and forced,
 * the policy for the app role, grants. `columns` is the SQL of the table's own columns and checks.
 */
export async function tenantTable(knex: Knex, name: string, columns: string, options: TenantTableOptions = {}) {
  const key = options.key ?? ['id'];
  const lines = ['tenant_id uuid not null'];
  if (!options.key) lines.push('id uuid not null');
  if (columns.trim()) lines.push(columns.trim().replace(/,$/, ''));
  if (options.standard ?? true) {
    lines.push(
      'created_at timestamptz not null default kelp_now()',
      'updated_at timestamptz not null default kelp_now()',
      'version integer not null default 1',
    );
  }
  lines.push(`constraint ${name}_key primary key (tenant_id, ${key.join(', ')})`);
  for (const [column, target] of Object.entries(options.references ?? {})) {
    lines.push(
      `constraint ${name}_${column}_fk foreign key (tenant_id, ${column}) references ${target} (tenant_id, id)`,
    );
  }
  for (const list of options.unique ?? []) {
    lines.push(`constraint ${name}_${list.join('_')}_unique unique (tenant_id, ${list.join(', ')})`);
  }
  const partition = options.partitionBy ? ` partition by range (${options.partitionBy})` : '';
  await knex.raw(`create table ${name} (\n  ${lines.join(',\n  ')}\n)${partition}`);
  if (partition) await knex.raw(`create table ${name}_default partition of ${name} default`);
  for (const list of options.index ?? []) {
    const indexName = `${name}_${list.map((part) => part.replace(/\W+/g, '_')).join('_')}_index`;
    await knex.raw(`create index ${indexName} on ${name} (tenant_id, ${list.join(', ')})`);
  }
  await protect(knex, name, options);
}

/** Row-level security for a table that has a tenant_id: enabled, forced, one policy for the app role. */
export async function protect(knex: Knex, name: string, options: { grants?: string; isSystem?: boolean } = {}) {
  await knex.raw(`alter table ${name} enable row level security`);
  await knex.raw(`alter table ${name} force row level security`);
  await knex.raw(`create policy ${name}_tenant on ${name} to kelp_app using (${barrier}) with check (${barrier})`);
  await knex.raw(`grant ${options.grants ?? 'select, insert, update, delete'} on ${name} to kelp_app`);
  if (options.grants && !options.grants.includes('delete')) await allowRemovingWhole(knex, name);
  if (options.isSystem) {
    await knex.raw(`create policy ${name}_system on ${name} to kelp_system using (true) with check (true)`);
    await knex.raw(`grant select, insert, update, delete on ${name} to kelp_system`);
  }
}

/** Rows of a ledger stay for good, except with the whole of a workspace that is a demonstration or that the operator deletes. */
async function allowRemovingWhole(knex: Knex, name: string): Promise<void> {
  const { rows } = await knex.raw(
    `select from pg_attribute where attrelid = 'tenants'::regclass and attname = 'deletion_began_at' and not attisdropped`,
  );
  // Migrations before 0067 know demonstrations only; that one widens their policies.
  const isGoing = rows.length > 0 ? '(t.is_demo or t.deletion_began_at is not null)' : 't.is_demo';
  await knex.raw(`grant delete on ${name} to kelp_app`);
  await knex.raw(`create policy ${name}_demo_only on ${name} as restrictive for delete to kelp_app
    using (exists (select from tenants t where t.id = ${name}.tenant_id and ${isGoing}))`);
}
