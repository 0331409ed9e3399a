import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy } from '@kelp/std';
import { listTicketChecklists } from '../contract/checklists';
import { ticketChecklists, tickets } from '../tables';

interface ItemRow {
  id: string;
  checklistId: string;
  label: string;
  isRequired: boolean;
  ownerId: string | null;
  ownerName: string | null;
  dueOn: string | null;
  doneByName: string | null;
  doneAt: Date | null;
  version: number;
}

const itemsOf = (ctx: ReadCtx, ticketId: string): Promise<ItemRow[]> =>
  ctx.db.rows<ItemRow>(
    sql`select i.id, i.checklist_id, i.label, i.is_required, i.owner_id, u.name as owner_name, i.due_on, i.done_by_name, i.done_at, i.version
        from checklist_items i left join users u on u.tenant_id = i.tenant_id and u.id = i.owner_id
        where i.tenant_id = ${ctx.tenant} and i.ticket_id = ${ticketId} order by i.position, i.id`,
  );

const toCard = ({ ownerId, ownerName, doneAt, doneByName, ...item }: ItemRow) => ({
  ...item,
  owner: ownerId && ownerName ? { id: ownerId, name: ownerName } : null,
  done: doneAt ? { at: doneAt, by: doneByName ?? '' } : null,
});

/** The checklists of one ticket with who did what and when. */
export const listTicketChecklistsQuery = defineQuery(listTicketChecklists, {
  permission: 'ticket.read',
  run: async (ctx, { ticketId }) => {
    ctx.assertVisible('ticket.read', await ctx.db.get(tickets, ticketId), 'ticket');
    const [lists, items, upTo] = await Promise.all([
      ctx.db.list(ticketChecklists, { ticketId }, { orderBy: 'position' }),
      itemsOf(ctx, ticketId),
      ctx.upTo(),
    ]);
    const byList = groupBy(items, ({ checklistId }) => checklistId);
    return {
      rows: lists.map((list) => ({ ...list, items: (byList.get(list.id) ?? []).map(toCard) })),
      openRequired: items.filter(({ isRequired, doneAt }) => isRequired && !doneAt).length,
      upTo,
    };
  },
});
