import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { ticketChoices } from '../contract';
import { boards, priorities, statuses } from '../tables';

interface Named {
  id: string;
  name: string;
}

/** What pickers on ticket screens offer. */
export const ticketChoicesQuery = defineQuery(ticketChoices, {
  permission: 'ticket.read',
  run: async (ctx) => {
    const [allBoards, allStatuses, allPriorities, people, teams] = await Promise.all([
      ctx.db.list(boards, { isActive: true }, { orderBy: 'position' }),
      ctx.db.list(statuses, {}, { orderBy: 'position' }),
      ctx.db.list(priorities, {}, { orderBy: 'position' }),
      ctx.db.rows<Named>(
        sql`select id, name from users where tenant_id = ${ctx.tenant} and type = 'internal' and is_active order by lower(name)`,
      ),
      ctx.db.rows<Named>(sql`select id, name from teams where tenant_id = ${ctx.tenant} order by lower(name)`),
    ]);
    return {
      boards: allBoards.map((board, index) => ({ ...board, isDefault: index === 0 })),
      statuses: allStatuses,
      priorities: allPriorities,
      people,
      teams,
    };
  },
});
