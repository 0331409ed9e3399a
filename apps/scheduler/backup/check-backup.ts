import { createHash } from 'node:crypto';
import { AppError } from '@kelp/std';
import { readArchive } from '@kelp/platform/backup';
import { manifestSchema, type Manifest } from './manifest';

export interface CheckedBackup {
  readonly manifest: Manifest;
  /** SHA-256 of every file, by its key. */
  readonly files: ReadonlyMap<string, string>;
}

const notAsListed = (what: string) =>
  new AppError('backup.damaged', 409, `${what} of this backup is not as its own list says. Use another backup.`);

/**
 * Reads a backup from end to end and holds every piece against its list; writes nothing.
 * @throws AppError `backup.…` when it is cut off, changed, not to be opened with this passphrase, or does not hold what it lists.
 */
export async function checkBackup(file: string, passphrase?: string): Promise<CheckedBackup> {
  const tables = new Map<string, string>();
  const files = new Map<string, string>();
  const list = createHash('sha256');
  const found = await readArchive(file, passphrase, async ({ head, content, seen }) => {
    for await (const _part of content);
    const { sha256 } = seen();
    if (head.kind === 'rows') tables.set(head.table, sha256);
    else {
      files.set(head.key, sha256);
      list.update(`${head.key} ${sha256}\n`);
    }
  });
  const manifest = manifestSchema.parse(found);
  for (const { name, sha256 } of manifest.tables)
    if (tables.get(name) !== sha256) throw notAsListed(`The table ${name}`);
  if (tables.size !== manifest.tables.length) throw notAsListed('The list of tables');
  if (files.size !== manifest.files.count || list.digest('hex') !== manifest.files.sha256)
    throw notAsListed('The list of files');
  return { manifest, files };
}
