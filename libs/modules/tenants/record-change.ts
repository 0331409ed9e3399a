import { auditLog, doerOf, type Ctx } from '@kelp/kernel';

interface RecordedChange {
  action: string;
  subject: string;
  subjectId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** Writes the audit row of a change that the store could not make itself: control tables and sets of rows without an id of their own. */
export const recordChange = (ctx: Ctx, change: RecordedChange): Promise<void> => recordChanges(ctx, [change]);

/** The same for many records at once. */
export async function recordChanges(ctx: Ctx, changes: readonly RecordedChange[]): Promise<void> {
  const { door, requestId, causeId } = ctx.caller;
  const actor = doerOf(ctx.actor);
  await ctx.db.insertMany(
    auditLog,
    changes.map((change) => ({
      id: ctx.newId(),
      at: ctx.now(),
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      door,
      requestId,
      causeId: causeId ?? null,
      ...change,
    })),
  );
}
