import { createHash } from 'node:crypto';
import { readDatabase, writeArchive, type DatabaseReader, type EntryToWrite } from '@kelp/platform/backup';
import { findFile, type Storage } from '@kelp/platform/storage';
import { leftOut, secretMark, type Manifest } from './manifest';

interface BackupToMake {
  /** The login that runs migrations. */
  url: string;
  storage: Storage;
  /** Where the archive is written; the folder must be there. */
  file: string;
  passphrase?: string | undefined;
  /** The installation’s secret, of which only a mark is kept. */
  secret: string;
  /** The program’s. */
  version: string;
}

/**
 * Writes rows of one moment and all stored files into one archive. Files are listed after that moment, and a file is stored before its row:
 * so each row’s file is in it, unless it was deleted meanwhile. The program may go on working.
 */
export function makeBackup({ url, storage, file, passphrase, secret, version }: BackupToMake): Promise<Manifest> {
  return readDatabase(url, async (reader) => {
    const manifest = await beginManifest(reader, secret, version);
    const files = createHash('sha256');
    await writeArchive(file, {
      passphrase,
      entries: pieces(reader, storage, manifest),
      written: (head, { sha256, size }) => {
        if (head.kind === 'rows') Object.assign(manifest.tables.at(-1) ?? {}, { size, sha256 });
        else {
          manifest.files.count += 1;
          manifest.files.size += size;
          files.update(`${head.key} ${sha256}\n`);
        }
      },
      manifest: () => {
        manifest.files.sha256 = files.digest('hex');
        return manifest;
      },
    });
    return manifest;
  });
}

async function beginManifest(reader: DatabaseReader, secret: string, version: string): Promise<Manifest> {
  const [{ at } = { at: new Date(0) }] = await reader.rows<{ at: Date }>('select now() as at');
  return {
    takenAt: at.toISOString(),
    version,
    postgres: reader.postgres,
    level: [...reader.level],
    tables: [],
    sequences: [...reader.sequences],
    files: { count: 0, size: 0, sha256: '' },
    heads: await reader.rows(
      `select t.id as tenant, t.name, h.seq::text as seq, h.hash from audit_heads h join tenants t on t.id = h.tenant_id order by t.id`,
    ),
    secretMark: secretMark(secret),
  };
}

async function* pieces(reader: DatabaseReader, storage: Storage, manifest: Manifest): AsyncGenerator<EntryToWrite> {
  for (const table of reader.tables.filter(({ name }) => !leftOut.includes(name))) {
    const { content, rows } = reader.copy(table);
    const about = { name: table.name, rows: 0, size: 0, sha256: '' };
    manifest.tables.push(about);
    yield { head: { kind: 'rows', table: table.name, columns: table.columns }, content };
    about.rows = rows();
  }
  for await (const key of storage.list()) {
    // null when it was deleted since it was listed
    const content = await findFile(storage, key);
    if (content) yield { head: { kind: 'file', key }, content };
  }
}
