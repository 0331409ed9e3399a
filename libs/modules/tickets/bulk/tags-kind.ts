import { addTagsAction, removeTagsAction } from '@kelp/tags';
import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import type { BulkKind } from './bulk-kind';

/** Those tags that the change put on a ticket and those that it took off: another of an exclusive group gives way. */
interface Difference {
  added: string[];
  removed: string[];
}

const tagIds = async (ctx: Ctx, ticketId: string): Promise<string[]> =>
  (
    await ctx.db.rows<{ tagId: string }>(
      sql`select tag_id from tag_links where tenant_id = ${ctx.tenant} and entity_type = 'ticket' and entity_id = ${ticketId}`,
    )
  ).map(({ tagId }) => tagId);

/** Those of these tags that still exist; one that was deleted since is no reason to refuse. */
const stillThere = async (ctx: Ctx, ids: readonly string[]): Promise<string[]> =>
  (
    await ctx.db.rows<{ id: string }>(
      sql`select id from tag_definitions where tenant_id = ${ctx.tenant} and id = any(${ids}::uuid[])`,
    )
  ).map(({ id }) => id);

async function put(ctx: Ctx, ticketId: string, addIds: string[], removeIds: string[]): Promise<void> {
  const record = { entity: 'ticket' as const, ids: [ticketId] };
  if (removeIds.length > 0) await ctx.run(removeTagsAction, { ...record, tagIds: removeIds });
  if (addIds.length > 0) await ctx.run(addTagsAction, { ...record, tagIds: addIds, names: [] });
}

/** Puts tags on tickets and takes tags off, by the tags' own rights and rules; only what really changed is taken back. */
export const tagsKind: BulkKind<'tags'> = {
  require: (ctx, { addIds, removeIds }) => {
    if (addIds.length + removeIds.length === 0) throw invalid('Choose at least one tag to add or to remove.');
    ctx.require('ticket.update');
  },
  apply: async (ctx, ticket, { addIds, removeIds }) => {
    const before = await tagIds(ctx, ticket.id);
    await put(ctx, ticket.id, addIds, removeIds);
    const after = await tagIds(ctx, ticket.id);
    return {
      added: after.filter((id) => !before.includes(id)),
      removed: before.filter((id) => !after.includes(id)),
    } satisfies Difference;
  },
  restore: async (ctx, ticketId, before) => {
    const { added, removed } = before as unknown as Difference;
    await put(ctx, ticketId, await stillThere(ctx, removed), await stillThere(ctx, added));
    return null;
  },
};
