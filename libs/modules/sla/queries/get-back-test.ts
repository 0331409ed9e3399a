import { notFound } from '@kelp/std';
import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { priorities } from '@kelp/tickets';
import { getBackTest } from '../contract';
import { slaBackTests } from '../tables';

/** The caller's own back-test, with what it has found so far. Tickets that the caller may not see are counted but not named. */
export const getBackTestQuery = defineQuery(getBackTest, {
  permission: 'sla_policy.update',
  run: async (ctx, { id }) => {
    const test = await ctx.db.find(slaBackTests, { id, requestedBy: ctx.actor.id });
    if (!test) throw notFound(slaBackTests.noun);
    const { figures, changes, changedCount } = test.result;
    const ticketIds = [...new Set(changes.map(({ ticketId }) => ticketId))];
    const [known, tickets] = await Promise.all([
      ctx.db.list(priorities, {}, { orderBy: 'position' }),
      ctx.db.rows<{ id: string; number: string; title: string }>(
        sql`select t.id, t.number_text as number, t.title from tickets t
            where t.tenant_id = ${ctx.tenant} and t.id = any(${ticketIds}::uuid[]) and ${ctx.visible('ticket.read', 't')}`,
      ),
    ]);
    const ticketOf = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    return {
      id,
      state: test.state,
      from: test.since,
      until: test.until,
      done: test.done,
      total: test.total,
      figures: (['response', 'resolution'] as const).flatMap((clock) =>
        known.flatMap(({ id: priorityId, name }) =>
          figures
            .filter((one) => one.clock === clock && one.priorityId === priorityId)
            .map(({ today, draft }) => ({ clock, priority: { id: priorityId, name }, today, draft })),
        ),
      ),
      changedCount,
      changes: changes.flatMap((change) => {
        const ticket = ticketOf.get(change.ticketId);
        return ticket ? [{ ...change, number: ticket.number, title: ticket.title }] : [];
      }),
    };
  },
});
