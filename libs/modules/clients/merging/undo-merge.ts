import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { groupBy, refused } from '@kelp/std';
import { setTags } from '@kelp/tags';
import type { clients, contacts } from '../tables';
import { lockTwo } from './lock-two';
import { partyUndo } from './slots';
import { partyMerges, type Party, type Values } from './tables';
import { changesOf, patchOf, takeBackRows, type Adjust, type Merge, type MergeChange } from './take-back';
import { asJson } from './write-down';

/** How long a merge can be undone (product rule). */
export const undoMs = 7 * 24 * 3_600_000;

/** What is particular to undoing a merge of clients, or of contacts. */
interface Kind<T extends typeof clients | typeof contacts> {
  party: Party;
  table: T;
  nameOf: (row: Row<T>) => string;
  /** Sentences for names or addresses of the merged one that somebody else has since. */
  taken: (ctx: Ctx, both: Both<T>) => Promise<string[]>;
  /** Gives the two records themselves back what they had. */
  own: (ctx: Ctx, both: Both<T>) => Promise<void>;
  adjust: Readonly<Record<string, Adjust>>;
}

export interface Both<T extends typeof clients | typeof contacts> {
  from: Row<T>;
  into: Row<T>;
  /** What the merge changed of each, and what gives it back. */
  before: (row: Row<T>) => Values;
  back: (row: Row<T>) => Values;
}

/**
 * Takes the merge of this record back within seven days, and answers both records as they were merged. What came to the other one since stays
 * there. Of two who undo it at once one is refused; so is everybody while it cannot be exact, with sentences.
 */
export async function undoMerge<T extends typeof clients | typeof contacts>(ctx: Ctx, kind: Kind<T>, id: string) {
  const { party, table } = kind;
  const now = (await ctx.db.get(table, id)) as Row<T> & { mergedIntoId: string | null };
  const { intoId } = await openMerge(ctx, party, id, kind.nameOf(now));
  const [from, into] = await lockTwo(ctx, table, id, intoId);
  // A second person who undid it at the same time was first: nothing is open any more.
  const merge = await openMerge(ctx, party, id, kind.nameOf(now));
  await ctx.db.update(partyMerges, merge.id, { undoneAt: ctx.now() }, merge.version);
  if (into.mergedIntoId !== null) {
    const name = kind.nameOf(into);
    refuseUndo([`${name} was merged into another ${party} since. Undo that merge first.`]);
  }
  const changes = await changesOf(ctx, merge);
  const both = bothOf(table, from, into, changes);
  const bySubject = groupBy(changes, ({ subject }) => subject);
  const parts = await ctx.askSlot(partyUndo, {
    ...{ party, from: id, into: into.id, mergedAt: merge.mergedAt },
    names: { from: kind.nameOf(from), into: kind.nameOf(into) },
    moved: (name) => (bySubject.get(name) ?? []).map(({ record }) => record),
  });
  refuseUndo([...(await kind.taken(ctx, both)), ...parts.flatMap(({ blockers }) => blockers ?? [])]);
  await kind.own(ctx, both);
  const others = changes.filter(({ record }) => record !== from.id && record !== into.id);
  const taken = await takeBackRows(ctx, merge, others, kind.adjust);
  await takeBackTags(ctx, party, merge);
  for (const { follow } of parts) await follow?.(ctx, taken);
  return { from, into };
}

/** The merge of this record that is not undone. Throws while there is none, and once it is older than seven days. */
async function openMerge(ctx: Ctx, party: Party, fromId: string, name: string): Promise<Merge> {
  const merge = await ctx.db.find(partyMerges, { party, fromId, undoneAt: null });
  if (!merge) throw refused('merge.none', `${name} is not merged into another ${party}. There is nothing to undo.`);
  if (ctx.now().getTime() <= merge.mergedAt.getTime() + undoMs) return merge;
  throw refused(
    'merge.too_late',
    `${name} was merged more than 7 days ago. Create a ${party} of that name again, and give it what belongs to it.`,
  );
}

function bothOf<T extends typeof clients | typeof contacts>(
  table: T,
  from: Row<T>,
  into: Row<T>,
  changes: readonly MergeChange[],
): Both<T> {
  const changeOf = ({ id }: { id: string }) =>
    changes.find(({ subject, record }) => subject === table.name && record === id);
  return {
    from,
    into,
    before: (row) => changeOf(row)?.before ?? {},
    back: (row) => {
      const change = changeOf(row);
      return change ? patchOf(change, asJson(row)).patch : {};
    },
  };
}

/** Throws with all sentences that stand against taking a merge back. */
export function refuseUndo(blockers: readonly string[]): void {
  if (blockers.length > 0) throw refused('merge.undo_blocked', blockers.join(' '), { blockers });
}

/** The merged one carries its tags again; the other one loses those that only the merge gave it. Tags deleted since stay gone. */
async function takeBackTags(ctx: Ctx, party: Party, { fromId, intoId, mergedAt, tags }: Merge): Promise<void> {
  const own = new Set(tags.filter(({ entityId }) => entityId === intoId).map(({ tagId }) => tagId));
  const theirs = tags.filter(({ entityId }) => entityId === fromId);
  const ids = theirs.map(({ tagId }) => tagId);
  const given = ids.filter((tagId) => !own.has(tagId));
  const kept = await ctx.db.rows<{ tagId: string }>(
    sql`select tag_id from tag_links where tenant_id = ${ctx.tenant} and entity_type = ${party} and entity_id = ${intoId}
          and not (tag_id = any(${given}::uuid[]) and added_at <= ${mergedAt})`,
  );
  const known = await ctx.db.rows<{ tagId: string }>(
    sql`select id as tag_id from tag_definitions where tenant_id = ${ctx.tenant} and id = any(${ids}::uuid[]) and ${party} = any(entities)`,
  );
  const idsOf = (rows: { tagId: string }[]) => rows.map(({ tagId }) => tagId);
  await setTags(ctx, party, intoId, idsOf(kept));
  await setTags(ctx, party, fromId, idsOf(known));
  // Who put each there, and when, is as it was.
  await ctx.db.rows(
    sql`update tag_links l set added_by = f.added_by, added_at = f.added_at
        from unnest(${ids}::uuid[], ${theirs.map(({ addedBy }) => addedBy)}::uuid[], ${theirs.map(({ addedAt }) => addedAt)}::timestamptz[])
          as f (tag_id, added_by, added_at)
        where l.tenant_id = ${ctx.tenant} and l.entity_type = ${party} and l.entity_id = ${fromId} and l.tag_id = f.tag_id`,
  );
}
