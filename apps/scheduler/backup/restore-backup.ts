import { Readable } from 'node:stream';
import { AppError } from '@kelp/std';
import { fillDatabase, readArchive, requireQuiet, stateOfDatabase, type TableFiller } from '@kelp/platform/backup';
import {
  createRoles,
  migrate,
  openMigrationDatabase,
  type Migration,
  type RolePasswords,
} from '@kelp/platform/migrate';
import { hashOf, type Storage } from '@kelp/platform/storage';
import { checkBackup, type CheckedBackup } from './check-backup';
import { leftOut, replaced, type Manifest } from './manifest';

interface BackupToRestore {
  file: string;
  passphrase?: string | undefined;
  /** The login that runs migrations. */
  url: string;
  passwords: RolePasswords;
  /** The program’s whole chain; only what the backup’s rows need of it is run here. */
  chain: readonly Migration[];
  storage: Storage;
  report(line: string): void;
}

const refusal = (id: string, sentence: string) => new AppError(`restore.${id}`, 409, sentence);

/**
 * Puts a backup into a database and a storage that hold nothing. The whole archive is read and checked before anything is written; the rows
 * then come in one transaction that ends after the last file, so that a restore that fails or is killed leaves a database without rows, and
 * can be begun again. Rows are at the backup’s level afterwards: migrating on is the caller’s.
 * @throws AppError `backup.…` for what is wrong with the archive, `restore.…` for what is wrong with the place.
 */
export async function restoreBackup(given: BackupToRestore): Promise<Manifest> {
  const { file, passphrase, url, storage, report } = given;
  report('checking the backup');
  const checked = await checkBackup(file, passphrase);
  await requirePlace(given, checked);
  await prepareTables(given, checked.manifest);
  await requireQuiet(url);
  const put: string[] = [];
  try {
    await fillDatabase(url, replaced, leftOut, async (filler) => {
      await fill(file, passphrase, checked, filler, storage, put);
      for (const { name, value } of checked.manifest.sequences) await filler.setSequence(name, value);
    });
  } catch (error) {
    for (const key of put) await storage.delete(key).catch(() => undefined);
    throw error;
  }
  report(`${checked.manifest.tables.length} tables and ${checked.manifest.files.count} files are back`);
  return checked.manifest;
}

/** Refuses a place that holds something, before anything is written. */
async function requirePlace({ url, chain, storage }: BackupToRestore, { manifest, files }: CheckedBackup) {
  const known = new Set(chain.map(({ name }) => name));
  const newer = manifest.level.filter((name) => !known.has(name));
  if (newer.length > 0)
    throw refusal(
      'newer',
      `This backup was made by a newer Kelp (${manifest.version}; it knows ${newer.join(', ')}). Restore it with that version.`,
    );
  const { level, foreign } = await stateOfDatabase(url);
  if (foreign.length > 0)
    throw refusal('not_empty', `The database is not empty: it holds ${foreign.join(', ')}. Restore into a new one.`);
  const wanted = [...manifest.level].sort().join();
  if (level && [...level].sort().join() !== wanted)
    throw refusal(
      'level',
      'The database was prepared by another version than the backup needs. Restore into a new database that no Kelp has prepared yet; it is brought up to date afterwards.',
    );
  // What a restore that was killed has left behind is the same as what comes.
  for await (const key of storage.list())
    if (!files.has(key) || (await hashOf(storage, key)) !== files.get(key))
      throw refusal('not_empty', `The file storage is not empty: it holds ${key}. Restore into a new folder.`);
}

/** Roles, and the tables as the backup’s rows need them. */
async function prepareTables({ url, passwords, chain, report }: BackupToRestore, manifest: Manifest): Promise<void> {
  const knex = openMigrationDatabase(url);
  try {
    await createRoles(knex, passwords);
    const level = new Set(manifest.level);
    const steps = await migrate(
      knex,
      chain.filter(({ name }) => level.has(name)),
      () => undefined,
    );
    if (steps.length > 0) report(`${steps.length} steps made the tables`);
  } finally {
    await knex.destroy();
  }
}

async function fill(
  file: string,
  passphrase: string | undefined,
  { manifest, files }: CheckedBackup,
  filler: TableFiller,
  storage: Storage,
  put: string[],
): Promise<void> {
  const rowsOf = new Map(manifest.tables.map(({ name, rows }) => [name, rows]));
  await readArchive(file, passphrase, async ({ head, content }) => {
    if (head.kind === 'rows') {
      const rows = await filler.fill(head.table, head.columns, content);
      if (rows !== rowsOf.get(head.table))
        throw refusal('count', `${rows} rows came into ${head.table} where ${rowsOf.get(head.table)} were backed up.`);
      return;
    }
    put.push(head.key);
    const contentType = 'application/octet-stream';
    const { sha256 } = await storage.put(head.key, Readable.from(content, { objectMode: false }), { contentType });
    if (sha256 !== files.get(head.key)) throw refusal('file', `The file ${head.key} did not come back as it was.`);
  });
}
