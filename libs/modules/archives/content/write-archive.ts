import { createHash } from 'node:crypto';
import { fileStorage, type JobUnit, type ReadCtx } from '@kelp/kernel';
import { counting, zipStream, type Seen, type ZipEntry } from '@kelp/platform/backup';
import { identifier, sql, type Sql, type Table } from '@kelp/platform/db';
import { findFile } from '@kelp/platform/storage';
import { readTenant } from '@kelp/tenants';
import { archivedTables, columnsLeftOut } from './left-out';

const linesAtOnce = 500;
const archiveKind = 'workspace-archive';

/** What is in an archive, its last file; `docs/archive.md` says what each part means. */
interface Manifest {
  kelp: 'workspace archive';
  format: 1;
  workspace: { id: string; name: string };
  takenAt: string;
  tables: ({ name: string; path: string; rows: number; leftOut: string[] } & Seen)[];
  /** `size` and `sha256` are those of the list of files. */
  files: { path: string; count: number; bytes: number; size: number; sha256: string };
}

export interface WrittenArchive {
  rowCount: number;
  fileCount: number;
  /** Tables and files. */
  pieces: number;
  /** Of the zip file: bytes, and SHA-256 in lower-case hex. */
  size: number;
  sha256: string;
}

/**
 * Writes rows of one moment and all stored files of a workspace into one zip file in the storage, under `key`. Only rows and files of the tenant
 * of `unit` are reached; what is secret stays behind. `note` hears how many tables and files are written and how many there are.
 */
export function writeArchive(
  unit: Pick<JobUnit, 'moment' | 'tenant'>,
  key: string,
  note: (done: number, total: number) => Promise<void> = async () => undefined,
): Promise<WrittenArchive> {
  return unit.moment(async (ctx) => {
    const manifest = await beginManifest(ctx);
    const keys = await keysOf(unit.tenant);
    const tables = archivedTables(ctx.tables.values());
    const total = tables.length + keys.length;
    let done = 0;
    const pieces = async function* (): AsyncGenerator<ZipEntry> {
      for (const table of tables) {
        yield* tableEntry(ctx, table, manifest);
        await note((done += 1), total);
      }
      const lines: string[] = [];
      for (const one of keys) {
        yield* fileEntry(one, manifest, lines);
        await note((done += 1), total);
      }
      yield* listEntry(manifest, lines);
      yield { path: 'manifest.json', content: textOf(`${JSON.stringify(manifest, null, 2)}\n`) };
    };
    const zip = zipStream(pieces(), new Date(manifest.takenAt));
    const { size, sha256 } = await fileStorage().put(key, zip, { contentType: 'application/zip' });
    const rowCount = manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
    return { rowCount, fileCount: manifest.files.count, pieces: total, size, sha256 };
  });
}

async function beginManifest(ctx: ReadCtx): Promise<Manifest> {
  const { name } = await readTenant(ctx);
  const files = { path: 'files.jsonl', count: 0, bytes: 0, size: 0, sha256: '' };
  const takenAt = (await ctx.time()).toISOString();
  return { kelp: 'workspace archive', format: 1, workspace: { id: ctx.tenant, name }, takenAt, tables: [], files };
}

/** Files are listed after the moment of the rows and a file is stored before its row: each row's file is there, unless it was deleted. */
async function keysOf(tenant: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of fileStorage().list(tenant)) if (key.split('/')[1] !== archiveKind) keys.push(key);
  return keys.sort();
}

async function* textOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function* tableEntry(ctx: ReadCtx, table: Table, manifest: Manifest): AsyncGenerator<ZipEntry> {
  const leftOut = columnsLeftOut(table);
  const about = { name: table.name, path: `rows/${table.name}.jsonl`, rows: 0, leftOut };
  const { content, seen } = counting(linesOf(ctx, statementFor(ctx, table, leftOut), (rows) => (about.rows += rows)));
  yield { path: about.path, content };
  manifest.tables.push({ ...about, ...seen() });
}

/** Mails about somebody's safety carry links that let people in. */
const withheld = sql` || case when subtype = 'security' then '{"html": null, "text": null}'::jsonb else '{}'::jsonb end`;

const statementFor = (ctx: ReadCtx, { name }: Table, leftOut: readonly string[]): Sql =>
  sql`select ((to_jsonb(t) - ${leftOut}::text[])${name === 'email_messages' ? withheld : sql``})::text as line
      from ${identifier(name)} t where tenant_id = ${ctx.tenant}`;

/** The rows as lines of JSON, some at a time by a cursor of the transaction. */
async function* linesOf(ctx: ReadCtx, statement: Sql, count: (rows: number) => void): AsyncGenerator<Buffer> {
  await ctx.db.rows(sql`declare archive_lines no scroll cursor for ${statement}`);
  for (;;) {
    const found = await ctx.db.rows<{ line: string }>(sql`fetch 500 from archive_lines`);
    count(found.length);
    if (found.length > 0) yield Buffer.from(found.map(({ line }) => `${line}\n`).join(''));
    if (found.length < linesAtOnce) break;
  }
  await ctx.db.rows(sql`close archive_lines`);
}

async function* fileEntry(key: string, manifest: Manifest, lines: string[]): AsyncGenerator<ZipEntry> {
  const stored = await findFile(fileStorage(), key);
  if (!stored) return;
  const path = `files/${key.split('/').slice(1).join('/')}`;
  const { content, seen } = counting(stored);
  yield { path, content };
  const { size, sha256 } = seen();
  manifest.files.count += 1;
  manifest.files.bytes += size;
  lines.push(`${JSON.stringify({ path, key, size, sha256 })}\n`);
}

async function* listEntry(manifest: Manifest, lines: readonly string[]): AsyncGenerator<ZipEntry> {
  const text = lines.join('');
  yield { path: manifest.files.path, content: textOf(text) };
  manifest.files.size = Buffer.byteLength(text);
  manifest.files.sha256 = createHash('sha256').update(text).digest('hex');
}
