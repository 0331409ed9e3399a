import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { pipeline } from 'node:stream/promises';
import { writeArchive } from '@kelp/archives';
import {
  fileStorage,
  inReadUnit,
  listDeletions,
  recordDeletion,
  systemActor,
  type Caller,
  type Engines,
} from '@kelp/kernel';
import { readDatabase } from '@kelp/platform/backup';
import { storageKey } from '@kelp/platform/storage';
import { newId } from '@kelp/std';
import { markDeletion } from '../removal/mark-deletion';
import { removeWorkspace } from '../removal/remove-workspace';
import { givenPath } from './backup';
import type { Command } from './index';
import { readOptions, withHouse } from './open-house';
import { chooseConnections } from './prepare';

interface Workspace {
  id: string;
  name: string;
  isActive: boolean;
  createdAt: Date;
  clients: number;
  tickets: number;
  invoices: number;
}

const listWorkspaces = (url: string): Promise<Workspace[]> =>
  readDatabase(url, ({ rows }) =>
    rows<Workspace>(
      `select t.id, t.name, t.is_active as "isActive", t.created_at as "createdAt",
         (select count(*)::integer from clients where tenant_id = t.id) as clients,
         (select count(*)::integer from tickets where tenant_id = t.id) as tickets,
         (select count(*)::integer from invoices where tenant_id = t.id) as invoices
       from tenants t order by t.name, t.id`,
    ),
  );

const sentenceOf = ({ clients, tickets, invoices }: Workspace) =>
  `${clients} clients, ${tickets} tickets and ${invoices} invoices`;

export const listWorkspacesCommand: Command = {
  usage: 'workspace list',
  about: 'The workspaces of this installation with their ids, and those that were deleted.',
  run: async () => {
    const { migration } = await chooseConnections();
    for (const one of await listWorkspaces(migration))
      console.log(`${one.id}  ${one.name}${one.isActive ? '' : ' (closed)'}: ${sentenceOf(one)}`);
    const gone = await withHouse(({ house }) => listDeletions(house));
    for (const { workspaceId, name, deletedAt, deletedBy } of gone)
      console.log(`${workspaceId}  ${name}: deleted ${deletedAt.toISOString().slice(0, 16)}Z by ${deletedBy}`);
  },
};

function chosen(all: readonly Workspace[], wanted: string): Workspace {
  const found = all.filter(({ id, name }) => id === wanted || name === wanted);
  if (found.length === 1 && found[0]) return found[0];
  if (found.length > 1)
    throw new Error(
      `Several workspaces are called "${wanted}". Give the id of one: ${found.map(({ id }) => id).join(', ')}.`,
    );
  throw new Error(`There is no workspace "${wanted}". "kelp workspace list" shows all.`);
}

/** The name, typed by a person or given with `--confirm`; anything else ends it before anything is done. */
async function requireConfirmation({ name }: Workspace, given: string | undefined): Promise<void> {
  const typed = given ?? (await ask(`Type the name of the workspace to delete it for good: `));
  if (typed.trim() !== name) throw new Error(`That is not "${name}". Nothing was deleted.`);
}

async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Error('Nobody is here to confirm it: give the name with --confirm "<name>".');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  return terminal.question(question).finally(() => terminal.close());
}

interface DeletionToDo {
  workspace: { id: string; name: string };
  /** The login that migrates. */
  url: string;
  /** Where the archive is kept; null when none is wanted. */
  archive: string | null;
  by: string;
  report(line: string): void;
}

/**
 * Closes a workspace, keeps its archive, takes it away whole and notes it outside. When the archive cannot be made and read back, the workspace
 * is opened again and nothing is deleted. Broken off later, it is begun again.
 */
export async function deleteWorkspace(engines: Engines, { workspace, url, archive, by, report }: DeletionToDo) {
  if ((await markDeletion(url, workspace.id, true)) === null) throw new Error('This workspace is not there any more.');
  const archiveSha256 = archive === null ? null : await keepArchive(engines, workspace.id, archive).catch(reopen);
  if (archive) report(`${archive} holds it (SHA-256 ${archiveSha256}).`);
  const { rows, files, waiting } = await removeWorkspace(engines, workspace.id);
  const counts = { rowCount: BigInt(rows), fileCount: BigInt(files) };
  await recordDeletion(engines.house, {
    ...{ workspaceId: workspace.id, name: workspace.name, deletedBy: by, archiveSha256 },
    ...counts,
  });
  report(`${workspace.name} is gone: ${rows} rows, ${files} files, ${waiting} entries of queues.`);

  async function reopen(error: unknown): Promise<never> {
    await markDeletion(url, workspace.id, false);
    throw error;
  }
}

/** Writes the archive to a file and reads it back. Returns its SHA-256. */
async function keepArchive({ house }: Engines, tenant: string, file: string): Promise<string> {
  const caller: Caller = { tenant, actor: systemActor('workspace delete'), door: 'operator', requestId: newId() };
  const key = storageKey(tenant, 'workspace-archive', newId());
  const snapshot = 'ISOLATION LEVEL REPEATABLE READ, READ ONLY';
  const { sha256 } = await writeArchive(
    { tenant, moment: (work) => inReadUnit(house, caller, work, 600_000, snapshot) },
    key,
  );
  await pipeline(
    await fileStorage().get(key, { sha256 }),
    createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
  );
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  await fileStorage().delete(key);
  if (hash.digest('hex') !== sha256) throw new Error(`${file} could not be written whole. Nothing was deleted.`);
  return sha256;
}

/** In a folder the file is named for the workspace. */
function archivePlace(to: string, { id }: Workspace): string {
  const path = givenPath(to);
  const file = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, `kelp-workspace-${id}.zip`) : path;
  if (statSync(file, { throwIfNoEntry: false })) throw new Error(`${file} is there already: name another file.`);
  return file;
}

export const deleteWorkspaceCommand: Command = {
  usage: 'workspace delete <name or id> --archive <file>',
  about: 'Takes a workspace away for good, after its archive was kept (or with --no-archive) and its name typed.',
  run: async (given) => {
    const isWithout = given.includes('--no-archive');
    const rest = given.filter((word) => word !== '--no-archive');
    const { words, options } = readOptions(rest, ['archive', 'confirm']);
    const wanted = words.join(' ').trim();
    if (!wanted) throw new Error('Which one? kelp workspace delete "Acme MSP" --archive /backups');
    const to = options.get('archive');
    if ((to === undefined) === !isWithout)
      throw new Error('Keep what is in it with --archive <file or folder>, or say --no-archive when nobody needs it.');
    const { migration: url } = await chooseConnections();
    const workspace = chosen(await listWorkspaces(url), wanted);
    const archive = to === undefined ? null : archivePlace(to, workspace);
    console.log(
      `${workspace.name} (${workspace.id}) holds ${sentenceOf(workspace)}. People in it are signed out at once.`,
    );
    await requireConfirmation(workspace, options.get('confirm'));
    const by = `${userInfo().username}@${hostname()}`;
    await withHouse((engines) =>
      deleteWorkspace(engines, { workspace, url, archive, by, report: (line) => console.log(line) }),
    );
  },
};
