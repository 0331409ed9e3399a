import { defineServerSlot, type Ctx, type ReadCtx } from '@kelp/kernel';
import { identifier, snake, sql, type Table } from '@kelp/platform/db';
import type { Party } from './tables';

/** Which of two records becomes which. */
export interface MergeQuestion {
  from: string;
  into: string;
}

/** What becomes of the rows of one table when two clients, or two contacts, become one. */
export interface MergePart {
  table: string;
  count: number;
  one: string;
  other: string;
  /** `moves` to the one that stays, or `stays` with the merged record, whose page leads to the other one. */
  fate: 'moves' | 'stays';
  /** Who may hear of them before. They move all the same. */
  permission: string;
  /** Where those of the merged record are; its own page when there is no list. */
  href?: string;
  /** A sentence for what must be put right first. */
  blocker?: string;
  /** Moves after the others, because it asks what they keep. */
  isLast?: true;
  /** Does it, inside the transaction of the merge. */
  move?: (ctx: Ctx) => Promise<void>;
}

const together = (answers: MergePart[][]): MergePart[] => answers.flat();

/** Asks the rooms above what they keep of a client that is merged; every table of theirs that refers to clients is named, with 0 too. */
export const clientMerge = defineServerSlot<MergeQuestion, MergePart[]>('client.merge', together);
/** The same for a contact. */
export const contactMerge = defineServerSlot<MergeQuestion, MergePart[]>('contact.merge', together);

interface Kept {
  table: Table;
  /** The field that names the record. */
  field: string;
  one: string;
  other: string;
  permission: string;
  href?: string;
}

interface Moved extends Kept {
  /** Fields of which the table holds each value once for a record: where the one that stays has the same, the merged one's row goes. */
  once?: readonly string[];
}

async function countOf(ctx: ReadCtx, table: Table, field: string, id: string): Promise<number> {
  const { count } = await ctx.db.one<{ count: number }>(
    sql`select count(*)::int as count from ${identifier(table.name)} where tenant_id = ${ctx.tenant} and ${identifier(snake(field))} = ${id}`,
  );
  return count;
}

/** Rows that name the other record from the merge on, each with its audit row. */
export function movedRows(ctx: ReadCtx, question: MergeQuestion, kinds: readonly Moved[]): Promise<MergePart[]> {
  return Promise.all(
    kinds.map(async ({ table, field, once, ...words }) => ({
      ...words,
      table: table.name,
      fate: 'moves' as const,
      count: await countOf(ctx, table, field, question.from),
      move: async (writing: Ctx) => {
        if (once) await dropDoubles(writing, question, table, field, once);
        await writing.db.updateAll(table, { [field]: question.from } as never, { [field]: question.into } as never);
      },
    })),
  );
}

async function dropDoubles(
  ctx: Ctx,
  { from, into }: MergeQuestion,
  table: Table,
  field: string,
  once: readonly string[],
) {
  const keyOf = (row: object) => JSON.stringify(once.map((name) => (row as Record<string, unknown>)[name]));
  const there = new Set((await ctx.db.list(table, { [field]: into } as never)).map(keyOf));
  for (const row of await ctx.db.list(table, { [field]: from } as never))
    if (there.has(keyOf(row))) await ctx.db.remove(table, String((row as { id?: string }).id));
}

/** Rows that are frozen or tell of the past: they keep naming the merged record. */
export function stayingRows(ctx: ReadCtx, question: MergeQuestion, kinds: readonly Kept[]): Promise<MergePart[]> {
  return Promise.all(
    kinds.map(async ({ table, field, ...words }) => ({
      ...words,
      table: table.name,
      fate: 'stays' as const,
      count: await countOf(ctx, table, field, question.from),
    })),
  );
}

/** A merge that is to be taken back, with the rows that go back. */
export interface UndoQuestion extends MergeQuestion {
  party: Party;
  /** Names of the two, for sentences. */
  names: { from: string; into: string };
  mergedAt: Date;
  /** Rows that the merge moved, by table. */
  moved: (table: string) => readonly string[];
}

/** Rows of other tables than the two records themselves, by table: those that went back, and those of them whose values were changed since. */
export interface TakenBack {
  back: (table: string) => readonly string[];
  partly: (table: string) => readonly string[];
}

export interface UndoPart {
  /** Sentences for what cannot be taken back exactly. */
  blockers?: readonly string[];
  /** Puts right what hangs on the rows that went back, after all of them. */
  follow?: (ctx: Ctx, taken: TakenBack) => Promise<void>;
}

/** Asks the rooms above what stands against taking a merge back, and what follows from it beside the rows that it had moved. */
export const partyUndo = defineServerSlot<UndoQuestion, UndoPart[]>('party.undo_merge', (answers) => answers.flat());
