import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import type { House } from '../unit';

/** A backup that is whole and on its disk. */
export interface MadeBackup {
  /** The moment of its rows. */
  takenAt: Date;
  rowCount: bigint;
  fileCount: bigint;
  /** Size of its file. */
  bytes: bigint;
  isEncrypted: boolean;
}

/** Notes that a backup was made. */
export async function recordBackup({ database }: Pick<House, 'database'>, made: MadeBackup): Promise<void> {
  await database.control(
    sql`insert into backups (id, taken_at, row_count, file_count, bytes, is_encrypted)
        values (${newId()}, ${made.takenAt}, ${String(made.rowCount)}, ${String(made.fileCount)}, ${String(made.bytes)}, ${made.isEncrypted})`,
  );
}

/** The backup with the latest rows; undefined when none was ever made from this database. */
export async function lastBackup({ database }: Pick<House, 'database'>): Promise<MadeBackup | undefined> {
  const [row] = await database.control<MadeBackup>(
    sql`select taken_at, row_count, file_count, bytes, is_encrypted from backups order by taken_at desc limit 1`,
  );
  return row;
}

/** For operators: when the last backup was made. Times are UTC. */
export function backupSentence(last: MadeBackup | undefined): string {
  if (!last) return 'No backup was made yet: npm run kelp -- backup --to <folder>.';
  const at = `${last.takenAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `The last backup holds everything until ${at} (${(Number(last.bytes) / 1024 / 1024).toFixed(1)} MB${last.isEncrypted ? '' : ', not encrypted'}).`;
}
