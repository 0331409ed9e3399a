import { apiKeys } from '@kelp/identity';
import type { Change, Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { partyMergeChanges, partyMerges, type FormerTag, type Party, type Values } from './tables';
import type { MergeQuestion } from './slots';

type Written = { subject: string; record: string; before: Values | null; after: Values | null };

/** The tags of both, read before the merge joins them. */
export async function tagsOfBoth(ctx: Ctx, party: Party, { from, into }: MergeQuestion): Promise<FormerTag[]> {
  return ctx.db.rows<FormerTag>(
    sql`select entity_id, tag_id, added_by, added_at::text as added_at from tag_links
        where tenant_id = ${ctx.tenant} and entity_type = ${party} and entity_id in (${from}, ${into})`,
  );
}

/** Writes down what a merge did, for whoever takes it back. Keys that ended with the portal access of a merged contact stay ended. */
export async function writeDown(
  ctx: Ctx,
  party: Party,
  { from, into }: MergeQuestion,
  tags: FormerTag[],
  changes: readonly Change[],
): Promise<void> {
  const { id: mergeId } = await ctx.db.insert(partyMerges, {
    party,
    fromId: from,
    intoId: into,
    mergedByName: ctx.actor.name,
    mergedAt: ctx.now(),
    tags,
  });
  const kept = changes.filter(({ table }) => table.name !== apiKeys.name);
  const rows = oncePerRow(kept).map((one, position) => ({ mergeId, position, ...one }));
  await ctx.db.insertMany(partyMergeChanges, rows);
}

/** What became of each row from the first change to the last; a row that came and went is left out. */
function oncePerRow(changes: readonly Change[]): Written[] {
  const rows = new Map<string, Written>();
  for (const { table, id, before, after, gone } of changes) {
    if (id === null) continue;
    const key = `${table.name}/${id}`;
    const known = rows.get(key) ?? { subject: table.name, record: id, before: before && {}, after: null };
    if (after === null && known.before === null) rows.delete(key);
    else if (after === null) rows.set(key, { ...known, before: { ...asJson(gone), ...known.before }, after: null });
    else
      rows.set(key, {
        ...known,
        before: known.before && { ...asJson(before), ...known.before },
        after: { ...known.after, ...asJson(after) },
      });
  }
  return [...rows.values()];
}

/** Values as the journal of a merge keeps and compares them: instants as text, large numbers too. */
export const asJson = (values: object | null | undefined): Values =>
  JSON.parse(JSON.stringify(values ?? {}, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)));
