import { allowBackup } from './backup-access';
import type { Migration } from './migrate';
import { checkPostgresVersion, migrate, openMigrationDatabase } from './migrate';
import { createRoles, type RolePasswords } from './roles';
import type { Knex } from 'knex';

interface Preparation {
  url: string;
  passwords: RolePasswords;
  chain: Migration[];
  report?: (line: string) => void;
  /** Reference data that follows the program (templates, partitions); runs as the owner after the migrations. */
  afterwards?: (knex: Knex) => Promise<void>;
}

/** Roles, then the chain, then reference data. Safe to run at every start and by two programs at once. */
export async function prepareDatabase({
  url,
  passwords,
  chain,
  report = () => {},
  afterwards,
}: Preparation): Promise<string[]> {
  const knex = openMigrationDatabase(url);
  try {
    await checkPostgresVersion(knex);
    await createRoles(knex, passwords);
    const done = await migrate(knex, chain, report);
    await ensurePartitions(knex, new Date());
    await allowBackup(knex);
    await afterwards?.(knex);
    return done;
  } finally {
    await knex.destroy();
  }
}

const partitioned = ['audit_log', 'outbox', 'deliveries'];
const monthsAhead = 3;

/** First uuid v7 of an instant: its 48-bit millisecond time, the rest zero. */
const firstIdAt = (at: Date): string => {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
};

/** Monthly partitions of the append-only giants for the months to come. A month that already has rows in the default partition stays there. */
async function ensurePartitions(knex: Knex, now: Date): Promise<void> {
  for (const table of partitioned) {
    for (let ahead = 1; ahead <= monthsAhead; ahead += 1) {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
      const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1));
      const name = `${table}_${from.toISOString().slice(0, 7).replace('-', '_')}`;
      const { rows } = await knex.raw('select to_regclass(?) as found', [name]);
      if (rows[0].found) continue;
      await knex.raw(
        `create table ${name} partition of ${table} for values from ('${firstIdAt(from)}') to ('${firstIdAt(to)}')`,
      );
    }
  }
}
