import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { ticketChoices } from '../contract';
import { itilMatrix } from '../settings';
import { boards, priorities, resolutionCodes, statuses, ticketCategories, ticketTypes } from '../tables';

interface Named {
  id: string;
  name: string;
}

/** What pickers on ticket screens offer. */
export const ticketChoicesQuery = defineQuery(ticketChoices, {
  permission: 'ticket.read',
  run: async (ctx) => {
    const kept = { removedAt: null };
    const inOrder = { orderBy: 'position' } as const;
    const [allBoards, allStatuses, allPriorities, types, categories, codes, matrix, people, teams] = await Promise.all([
      ctx.db.list(boards, { isActive: true }, inOrder),
      ctx.db.list(statuses, kept, inOrder),
      ctx.db.list(priorities, kept, inOrder),
      ctx.db.list(ticketTypes, kept, inOrder),
      ctx.db.list(ticketCategories, kept, inOrder),
      ctx.db.list(resolutionCodes, kept, inOrder),
      ctx.setting(itilMatrix),
      ctx.db.rows<Named>(
        sql`select id, name from users where tenant_id = ${ctx.tenant} and type = 'internal' and is_active order by lower(name)`,
      ),
      ctx.db.rows<Named>(sql`select id, name from teams where tenant_id = ${ctx.tenant} order by lower(name)`),
    ]);
    return {
      boards: allBoards.map((board, index) => ({ ...board, isDefault: index === 0 })),
      statuses: allStatuses,
      priorities: allPriorities,
      types,
      categories,
      resolutionCodes: codes,
      matrix,
      people,
      teams,
    };
  },
});
