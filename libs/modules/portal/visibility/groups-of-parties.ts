import {
  clientDependents,
  clientMerge,
  clients,
  contactMerge,
  countDependents,
  movedRows,
  type MergeQuestion,
} from '@kelp/clients';
import { fillServerSlot, type Ctx } from '@kelp/kernel';
import { visibilityGroupPeople, visibilityGroups } from '../tables';

const words = { one: 'visibility group', other: 'visibility groups', permission: 'portal_access.visibility' };

/** Groups go along with a merged client, and a merged contact's place in them with the one that stays. */
export const groupFillings = [
  fillServerSlot(clientDependents, (ctx, { clientId }) =>
    countDependents(ctx, clientId, [{ table: visibilityGroups.name, href: `/msp/clients/${clientId}`, ...words }]),
  ),
  fillServerSlot(clientMerge, async (ctx, question) =>
    (await movedRows(ctx, question, [{ table: visibilityGroups, field: 'clientId', ...words }])).map((part) => ({
      ...part,
      move: (writing: Ctx) => moveGroups(writing, question),
    })),
  ),
  fillServerSlot(contactMerge, (ctx, question) =>
    movedRows(ctx, question, [
      {
        table: visibilityGroupPeople,
        field: 'contactId',
        one: 'place in a visibility group',
        other: 'places in visibility groups',
        permission: words.permission,
        once: ['groupId', 'part'],
      },
    ]),
  ),
];

/** A name that both clients use is told apart by the merged client's. */
async function moveGroups(ctx: Ctx, { from, into }: MergeQuestion): Promise<void> {
  const taken = new Set(
    (await ctx.db.list(visibilityGroups, { clientId: into })).map(({ name }) => name.toLowerCase()),
  );
  const { name: client } = await ctx.db.get(clients, from);
  for (const group of await ctx.db.list(visibilityGroups, { clientId: from }, { orderBy: 'id' })) {
    let name = group.name;
    for (let n = 1; taken.has(name.toLowerCase()); n += 1) {
      const end = n > 1 ? ` ${n}` : ` (${client.slice(0, 30)})`;
      name = `${group.name.slice(0, 80 - end.length)}${end}`;
    }
    taken.add(name.toLowerCase());
    await ctx.db.update(visibilityGroups, group.id, { clientId: into, name });
  }
}
