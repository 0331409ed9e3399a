import { resetCustom } from '@kelp/fields';
import { defineAction, type Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { undoClientMerge } from '../contract';
import { clientMergeUndone, clientUpdated } from '../events';
import { clientLocations, clients } from '../tables';
import { backMarks, fillDefault } from './location-marks';
import { refuseUndo, undoMerge, type Both } from './undo-merge';

type Client = Row<typeof clients>;
type BothClients = Both<typeof clients>;

/**
 * Takes a merge of clients back within seven days: every row that it moved returns, and each value that it changed is the former one. What
 * came to the other client since stays there.
 */
export const undoClientMergeAction = defineAction(undoClientMerge, {
  permission: 'client.merge',
  run: async (ctx, { id }) => {
    const { from, into } = await undoMerge(ctx, clientKind, id);
    const both = [from.id, into.id];
    for (const clientId of both) await fillDefault(ctx, clientId);
    await refuseCircles(ctx, both);
    ctx.emit(clientMergeUndone, into.id, { clientId: into.id, mergedId: id, name: from.name });
    for (const clientId of both) ctx.emit(clientUpdated, clientId, { clientId });
    for (const topic of ['contact', 'ticket']) ctx.touch(topic);
    return { id };
  },
});

/** The names that the merged client had: its own one, and the others that it gave up. */
const namesOf = ({ from, before }: BothClients): string[] => [
  from.name,
  ...((before(from)['aliases'] ?? from.aliases) as string[]),
];

async function takenNames(ctx: Ctx, both: BothClients): Promise<string[]> {
  const names = namesOf(both);
  const rows = await ctx.db.rows<{ nameKey: string; name: string }>(
    sql`select n.name_key, c.name from client_names n join clients c on c.tenant_id = n.tenant_id and c.id = n.client_id
        where n.tenant_id = ${ctx.tenant} and n.name_key = any(${names.map((name) => name.toLowerCase())}::text[])
          and (c.id <> ${both.into.id} or n.name_key = lower(c.name)) order by n.name_key`,
  );
  return rows.map(({ nameKey, name }) => {
    const said = names.find((one) => one.toLowerCase() === nameKey) ?? nameKey;
    return nameKey === name.toLowerCase()
      ? `“${said}” is the name of another client now. Rename that one first.`
      : `“${said}” is another name of ${name} now. Take that name from it first.`;
  });
}

/** First the one that stays gives the names up, then the merged one takes them. */
async function backToOwn(ctx: Ctx, both: BothClients): Promise<void> {
  const { from, into, back } = both;
  const theirs = new Set(namesOf(both).map((name) => name.toLowerCase()));
  const patch = back(into) as Partial<Client>;
  const aliases = (patch.aliases ?? into.aliases).filter((name) => !theirs.has(name.toLowerCase()));
  const custom = patch.custom ?? into.custom;
  await resetCustom(ctx, { entity: 'client', id: into.id, before: into.custom, custom });
  await ctx.db.update(clients, into.id, { ...patch, aliases, custom });
  await ctx.db.update(clients, from.id, back(from));
}

const clientKind = {
  party: 'client',
  table: clients,
  nameOf: ({ name }: Client) => name,
  taken: takenNames,
  own: backToOwn,
  adjust: { [clientLocations.name]: backMarks },
} as const;

/** Former parents and those that were chosen since could close a circle. */
async function refuseCircles(ctx: Ctx, both: readonly string[]): Promise<void> {
  const rows = await ctx.db.rows<{ name: string }>(
    sql`with recursive up as (
          select c.id as start, c.name, c.parent_id from clients c
            where c.tenant_id = ${ctx.tenant} and (c.id = any(${both}::uuid[]) or c.parent_id = any(${both}::uuid[]))
          union select up.start, up.name, p.parent_id from up join clients p on p.tenant_id = ${ctx.tenant} and p.id = up.parent_id)
        select distinct name from up where parent_id = start order by name`,
  );
  refuseUndo(rows.map(({ name }) => `${name} would stand above itself. Take the client above it away first.`));
}
