import { assertUnnarrowed, type Ctx } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { kinds } from '../kinds';
import type { Import } from '../run/stretch';
import { imports } from '../tables';
import type { ImportMode, ImportState, KindKey } from '../contract';

/** The person in whose name an import is written. Keys and the system have none. */
export function personOf(ctx: Ctx): string {
  assertUnnarrowed(ctx.actor);
  if (ctx.actor.kind === 'user' && ctx.actor.id) return ctx.actor.id;
  throw refused('import.no_person', 'Imports are made in the name of a person. Sign in to begin one.');
}

/** Asks for what an import of this kind needs, so that nobody waits for a run that can do nothing. */
export function requireKind(ctx: Ctx, kind: KindKey, mode: ImportMode): void {
  assertUnnarrowed(ctx.actor);
  const { create, update } = kinds[kind].needs;
  for (const permission of [...(mode === 'update' ? [] : create), ...(mode === 'create' ? [] : update)])
    ctx.require(permission);
}

const busy = new Set<ImportState>(['reading', 'checking', 'running', 'undoing']);

/** The import, locked, in one of these states. Refuses otherwise with what to do first. */
export async function lockImport(ctx: Ctx, id: string, ...states: ImportState[]): Promise<Import> {
  const job = await ctx.db.lock(imports, id);
  if (states.includes(job.state)) return job;
  if (busy.has(job.state))
    throw refused('import.busy', 'This import is being worked on. Wait until that is done, or stop it.');
  const sentences: Partial<Record<ImportState, string>> = {
    unreadable: 'This file could not be read. Begin a new import with another one.',
    mapping: 'Check the rows first.',
    checked: 'Nothing of this import is written yet. Run it first.',
    finished: 'This import is written. Take it back, or begin a new one.',
    stopped: 'This import is written as far as it went. Take it back, or begin a new one.',
    undone: 'This import was taken back. Begin a new one.',
  };
  throw refused('import.state', sentences[job.state] ?? 'This cannot be done with the import now. Reload the page.');
}
