import { defineQuery, type z } from '@kelp/kernel';
import { and, sql } from '@kelp/platform/db';
import { listTickets, type TicketCondition } from '../contract';
import { filterSql, withoutChildren } from '../queue/conditions';
import { countCap, pageOfTickets } from '../queue/page-of-tickets';
import { withFields } from './row-fields';
import { toTicketRow } from './ticket-rows';

type Input = z.output<typeof listTickets.input>;

/** The queue: filtered and sorted by the server, keyset paged; the count is capped. */
export const listTicketsQuery = defineQuery(listTickets, {
  permission: 'ticket.read',
  run: async (ctx, input) => {
    const { sort, direction, after, limit, ids, isBundled } = input;
    const fits = await filterSql(ctx, conditionsOf(input));
    const flat = ids ? and([fits, sql`t.id = any(${ids}::uuid[])`]) : fits;
    const where = isBundled ? withoutChildren(ctx.tenant, flat) : flat;
    const [page, upTo, at] = await Promise.all([
      pageOfTickets(ctx, { where, sort, direction, after, limit }),
      ctx.upTo(),
      ctx.time(),
    ]);
    const hits = page.hits ?? 0;
    return {
      rows: await withFields(ctx, page.rows.map(toTicketRow), input.fields),
      next: page.next,
      upTo,
      at,
      ...(after ? {} : { openCount: { count: Math.min(hits, countCap), isCapped: hits > countCap } }),
    };
  },
});

/** The filter and the single conditions beside it as one list. */
function conditionsOf(input: Input): TicketCondition[] {
  const single: [string, string | undefined][] = [
    ['q', input.search?.trim()],
    ['board', input.boardId],
    ['client', input.clientId],
    ['status', input.statusId],
    ['priority', input.priorityId],
    ['assignee', input.assignee],
    ['state', input.state],
  ];
  return [
    ...(input.filter ?? []),
    ...single.flatMap(([field, value]) => (value ? [{ field, isNot: false, values: [value] }] : [])),
  ];
}
