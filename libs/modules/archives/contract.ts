import { contract, idOf, instant, storedFile, z } from '@kelp/kernel/contract';

export const archiveState = z.enum(['waiting', 'making', 'ready', 'failed', 'gone']);
export type ArchiveState = z.output<typeof archiveState>;

const card = z.object({
  id: z.uuid(),
  state: archiveState,
  by: z.string(),
  createdAt: instant,
  /** Tables and files that are written, and that there are. */
  done: z.number(),
  total: z.number(),
  rowCount: z.number().nullable(),
  fileCount: z.number().nullable(),
  /** In bytes. */
  size: z.number().nullable(),
  sha256: z.string().nullable(),
  problem: z.string().nullable(),
  expiresAt: instant.nullable(),
});
export type ArchiveCard = z.output<typeof card>;

/** The newest archives; `isOwner`: whether the caller may make and fetch them. */
export const listArchives = contract({
  name: 'workspace_archive.list',
  input: z.object({}),
  output: z.object({ rows: z.array(card), isOwner: z.boolean(), keptDays: z.number(), upTo: z.number() }),
});

const one = z.object({ id: idOf('archive') });
const made = z.object({ id: z.uuid() });

/** Begins an archive of the whole workspace; it is made in the background. */
export const requestArchive = contract({ name: 'workspace_archive.request', input: z.object({}), output: made });

/** Lets the caller fetch the file within the next minutes, after saying again who they are. */
export const openArchive = contract({ name: 'workspace_archive.open', input: one, output: made });

/** The file, for whoever opened it. */
export const archiveFile = contract({ name: 'workspace_archive.file', input: one, output: storedFile });

/** Takes the file away before its time. */
export const deleteArchive = contract({ name: 'workspace_archive.delete', input: one, output: made });
