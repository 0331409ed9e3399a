import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { getSlaBoard, lanes, type Lane } from '../contract';
import { clockFilter, clocksWithTickets, inLane } from '../figures/clock-filters';

interface Counted {
  boardId: string;
  boardName: string;
  lane: Lane;
  count: number;
}

const none = (): Record<Lane, number> => ({ breached: 0, due_soon: 0, paused: 0, on_track: 0 });

/** How many open clocks are in which lane, in all and by board; a board without an open clock is left out. */
export const getSlaBoardQuery = defineQuery(getSlaBoard, {
  permission: 'ticket.read',
  run: async (ctx, { boardId, assignee }) => {
    const [now, upTo] = await Promise.all([ctx.time(), ctx.upTo()]);
    const which = lanes.map((lane) => sql`when ${inLane(lane, now)} then ${lane}`);
    const open = sql`c.state in ('running', 'paused')`;
    const rows = await ctx.db.rows<Counted>(
      sql`select l.board_id, b.name as board_name, l.lane, count(*)::int as count from (
            select t.board_id, case ${which.reduce((all, one) => sql`${all} ${one}`)} end as lane ${clocksWithTickets}
            where ${clockFilter(ctx, { assignee }, now)} and ${open}) l
          join boards b on b.tenant_id = ${ctx.tenant} and b.id = l.board_id
          group by l.board_id, b.name, b.position, l.lane order by b.position, l.board_id`,
    );
    const boards = new Map<string, { id: string; name: string; counts: Record<Lane, number> }>();
    const counts = none();
    for (const row of rows) {
      const board = boards.get(row.boardId) ?? { id: row.boardId, name: row.boardName, counts: none() };
      board.counts[row.lane] += row.count;
      boards.set(row.boardId, board);
      if (!boardId || boardId === row.boardId) counts[row.lane] += row.count;
    }
    return { counts, boards: [...boards.values()], upTo };
  },
});
