import type { Ctx } from '@kelp/kernel';
import type { Posting } from '../domain/postings';
import { journalEntries, postings, type EntryKind } from '../tables';

export interface NewEntry {
  kind: EntryKind;
  /** Unique with the kind: the same thing cannot be booked twice. */
  sourceId: string;
  clientId: string;
  invoiceId: string | null;
  paymentId: string | null;
  /** The credit that moved. */
  lotId?: string | null;
  currency: string;
  postings: Posting[];
}

/** Writes journal entries; the database refuses one that does not sum to zero, and any change afterwards. */
export async function bookEntries(ctx: Ctx, entries: readonly NewEntry[]): Promise<void> {
  const rows = entries.map((entry) => ({ ...entry, id: ctx.newId() }));
  await ctx.db.insertMany(
    journalEntries,
    rows.map(({ id, kind, sourceId, clientId, invoiceId, paymentId, lotId, currency }) => ({
      id,
      kind,
      sourceId,
      clientId,
      invoiceId,
      paymentId,
      lotId: lotId ?? null,
      currency,
      bookedAt: ctx.now(),
      actorName: ctx.actor.name,
    })),
  );
  await ctx.db.insertMany(
    postings,
    rows.flatMap(({ id: entryId, postings: sides }) =>
      sides.map((side, index) => ({ entryId, position: index + 1, ...side })),
    ),
  );
}
