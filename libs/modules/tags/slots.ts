import { defineServerSlot, type ReadCtx } from '@kelp/kernel';
import type { Table } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import type { Entity } from './domain/entities';

/** What a room says of its records, so that tags and custom fields can treat all alike. */
export interface RecordKind {
  readonly table: Table;
  /** Permissions; their row rules say which records they reach. */
  readonly read: string;
  readonly update: string;
  /** The column whose value chooses the form of custom fields: a ticket's board. */
  readonly formColumn?: string;
}

/** Where records of a kind stand and who may see and change them; the room that owns them answers, all others say null. */
export const recordKind = defineServerSlot<{ entity: Entity }, RecordKind | null>(
  'tags.record_kind',
  (answers) => answers.find((answer) => answer !== null) ?? null,
);

/** The room that owns such records. Throws `invalid` when none does. */
export async function kindOf(ctx: Pick<ReadCtx, 'askSlot'>, entity: Entity): Promise<RecordKind> {
  const kind = await ctx.askSlot(recordKind, { entity });
  if (!kind) throw invalid(`There are no records of the kind “${entity}” here.`);
  return kind;
}
