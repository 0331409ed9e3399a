import { insertAudit, type AuditEntry, type Ctx } from '@kelp/kernel';

type RecordedChange = Omit<AuditEntry, 'id' | 'at'>;

/** Writes the audit row of a change that the store could not make itself: control tables and sets of rows without an id of their own. */
export const recordChange = (ctx: Ctx, change: RecordedChange): Promise<void> => recordChanges(ctx, [change]);

/** The same for many records at once. */
export async function recordChanges(ctx: Ctx, changes: readonly RecordedChange[]): Promise<void> {
  for (let start = 0; start < changes.length; start += 1000) {
    const entries = changes.slice(start, start + 1000).map((change) => ({ id: ctx.newId(), at: ctx.now(), ...change }));
    await ctx.db.rows(insertAudit(ctx.caller, entries));
  }
}
