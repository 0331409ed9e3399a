import { identifier, join, snake, sql, type Database, type Table } from '@kelp/platform/db';
import type { Registry } from './registry';
import { isSealedText, resealPassword } from './secrets';

const perTransaction = 500;
const patienceMs = 60_000;

/** How many sealed values were sealed anew, were under the secret of now already, and open with neither. */
export interface Resealed {
  resealed: number;
  current: number;
  unreadable: number;
}

interface Change {
  from: string;
  to: string;
}

/** The columns of a table that may hold sealed values: those kept out of the audit trail, of text. */
const secretColumns = (table: Table): string[] =>
  [...table.secret].filter((name) => table.columns[name]?.type === 'text').map(snake);

/**
 * Seals all passwords, keys and second factors of a workspace anew under the secret of now. What changes meanwhile stays as it was changed.
 * May be broken off and begun again at any time: what is done is found done.
 */
export async function resealTenant(
  { database, registry }: { database: Database; registry: Registry },
  tenant: string,
): Promise<Resealed> {
  const counts: Resealed = { resealed: 0, current: 0, unreadable: 0 };
  for (const table of registry.tables.values()) {
    for (const column of secretColumns(table)) {
      const changes = changesFor(tenant, await sealedValues(database, tenant, table.name, column), counts);
      for (let from = 0; from < changes.length; from += perTransaction)
        await replace(database, tenant, table.name, column, changes.slice(from, from + perTransaction));
    }
  }
  return counts;
}

async function sealedValues(database: Database, tenant: string, table: string, column: string): Promise<string[]> {
  const rows = await database.inTenant(
    tenant,
    'READ ONLY',
    (unit) =>
      unit.rows<{ value: string }>(
        sql`select distinct ${identifier(column)} as value from ${identifier(table)}
            where tenant_id = ${tenant} and ${identifier(column)} like 'v1.%'`,
      ),
    patienceMs,
  );
  return rows.map(({ value }) => value).filter(isSealedText);
}

function changesFor(tenant: string, values: readonly string[], counts: Resealed): Change[] {
  return values.flatMap((from) => {
    const outcome = resealPassword(tenant, from);
    counts[outcome.kind] += 1;
    return outcome.kind === 'resealed' ? [{ from, to: outcome.sealed }] : [];
  });
}

/** Finds each row by the value that was read: a password that somebody has changed meanwhile is sealed under the secret of now already. */
async function replace(database: Database, tenant: string, table: string, column: string, changes: readonly Change[]) {
  const name = identifier(column);
  await database.inTenant(
    tenant,
    'READ WRITE',
    (unit) =>
      unit.rows(
        join(
          [
            sql`update ${identifier(table)} t set ${name} = change.later`,
            sql`from unnest(${changes.map(({ from }) => from)}::text[], ${changes.map(({ to }) => to)}::text[]) as change(former, later)`,
            sql`where t.tenant_id = ${tenant} and t.${name} = change.former`,
          ],
          sql` `,
        ),
      ),
    patienceMs,
  );
}
