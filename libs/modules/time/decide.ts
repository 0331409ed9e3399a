import { isManagedByCaller } from '@kelp/identity';
import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, isAppError, notFound, refused, type AppError } from '@kelp/std';
import { entryIsLocked } from './slots';
import { timeEntries } from './tables';
import type { TimeEntry } from './write-entry';

/** Refuses when an invoice, or another room above, holds the entry. */
export async function assertUnlocked(ctx: Ctx, entry: TimeEntry): Promise<void> {
  const why = await ctx.askSlot(entryIsLocked, { entryId: entry.id });
  if (why) throw refused('time_entry.locked', why);
}

/** Which entries to decide on. Many at once, or the one that an address of the API names. */
export interface Chosen {
  id?: string | undefined;
  ids: readonly string[];
}

/** The entries, locked in the order of their ids so that two deciders never wait in a circle. Throws not_found when one is missing. */
export async function lockEntries(ctx: Ctx, { id, ids }: Chosen): Promise<TimeEntry[]> {
  const wanted = [...new Set(id ? [id, ...ids] : ids)];
  if (wanted.length === 0) throw invalid('Choose at least one entry.', { ids: 'Choose at least one entry.' });
  const entries = await ctx.db.list(timeEntries, { id: wanted }, { orderBy: 'id', lock: true });
  if (entries.length !== wanted.length) throw notFound('time entry');
  return entries;
}

/** As `lockEntries`, but only entries whose approval is the caller's business: their own people's, or everybody's with `time_sheet.read_all`; their own too. */
export async function lockEntriesToApprove(ctx: Ctx, chosen: Chosen): Promise<TimeEntry[]> {
  const entries = await lockEntries(ctx, chosen);
  if (ctx.can('time_sheet.read_all')) return entries;
  const people = [...new Set(entries.map((entry) => entry.userId))];
  const managed = await ctx.db.rows<{ id: string }>(
    sql`select u.id from users u where u.tenant_id = ${ctx.tenant} and u.id = any(${people}::uuid[])
        and (u.id = ${ctx.actor.id} or ${isManagedByCaller(ctx, sql`u.id`)})`,
  );
  if (managed.length !== people.length) throw notFound('time entry');
  return entries;
}

export interface Decided {
  done: string[];
  skipped: { id: string; reason: string }[];
}

/** Decides each entry; those that refuse are told with their sentence. Throws the refusal when none could be decided. */
export async function decideEach(
  entries: readonly TimeEntry[],
  decide: (entry: TimeEntry) => Promise<void>,
): Promise<Decided> {
  const decided: Decided = { done: [], skipped: [] };
  let first: AppError | undefined;
  for (const entry of entries) {
    try {
      await decide(entry);
      decided.done.push(entry.id);
    } catch (error) {
      if (!isAppError(error)) throw error;
      first ??= error;
      decided.skipped.push({ id: entry.id, reason: error.message });
    }
  }
  if (first && decided.done.length === 0) throw first;
  return decided;
}

const words = {
  draft: 'a draft',
  submitted: 'waiting for approval',
  approved: 'approved',
  changes_requested: 'sent back for changes',
};

/** Refuses unless the entry is in one of these states; the sentence says in which it is. */
export function assertState(entry: TimeEntry, allowed: readonly TimeEntry['state'][], advice: string): void {
  if (allowed.includes(entry.state)) return;
  throw refused('time_entry.state', `This time entry is ${words[entry.state]}. ${advice}`, { state: entry.state });
}
