import { defineServerSlot, type Ctx, type ReadCtx } from '@kelp/kernel';
import type { Table } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import type { StandardKindName } from './contract';
import type { StandardType } from './domain/plan-import';

/** A row that an import made, with the type it came from. */
export interface MadeRow {
  id: string;
  name: string;
  type: StandardType;
}

/** What a room says of one of its lists, so that standard types come into all of them alike. */
export interface StandardKind {
  /** Has `name` and `sourceStandardId`; `position`, `parentId` and `removedAt` where its rows have such. */
  readonly table: Table;
  /** Who may change the list. */
  readonly permission: string;
  /** The column that says whose list a row belongs to. */
  readonly place?: { readonly column: string; readonly table: Table };
  /** The rows of the table that are the list, where not all are. */
  readonly only?: Readonly<Record<string, unknown>>;
  /** How many entries one level of the list holds at most. */
  readonly most: number;
  /** The library, in its order. */
  readonly types: readonly StandardType[];
  /** What a new row gets beside its name, place and parent. */
  readonly columnsOf?: (type: StandardType) => object;
  /** What follows when rows were made: their own parts, events. */
  readonly made?: (ctx: Ctx, rows: readonly MadeRow[]) => Promise<void>;
  /** Tables whose rows belong to a row and do not count as using it. */
  readonly parts?: readonly Table[];
  /** Throws where the list cannot do without these rows. */
  readonly assertMayGo?: (ctx: Ctx, ids: readonly string[]) => Promise<void>;
  /** Removes rows of a table that has no `removedAt`. */
  readonly remove?: (ctx: Ctx, ids: readonly string[]) => Promise<void>;
  /** What open screens hear of. */
  readonly topic: string;
}

/** How standard types come into a list; the room that owns it answers, all others say null. */
export const standardKind = defineServerSlot<{ kind: StandardKindName }, StandardKind | null>(
  'standards.kind',
  (answers) => answers.find((answer) => answer !== null) ?? null,
);

/** The list of this kind, for somebody who may change it. Throws forbidden for others, `invalid` when no room has such a list. */
export async function kindFor(ctx: ReadCtx, kind: StandardKindName): Promise<StandardKind> {
  const found = await ctx.askSlot(standardKind, { kind });
  if (!found) throw invalid('There are no standard types for this list here.');
  ctx.require(found.permission);
  return found;
}
