import { inReadUnit, type Caller, type Engines, type ReadCtx, type z } from '@kelp/kernel';
import type { Sql } from '@kelp/platform/db';
import { listTickets } from '@kelp/tickets';

/** The statements that our program sends for one call of the list, as node-postgres takes them. */
export async function statementsOf(
  engines: Engines,
  caller: Caller,
  wish: z.output<typeof listTickets.input>,
): Promise<{ text: string; values: unknown[] }[]> {
  const sent: { text: string; values: unknown[] }[] = [];
  const query = engines.house.registry.queries.get(listTickets.name);
  await inReadUnit(engines.house, caller, async (ctx) => {
    const note = <T>(statement: Sql) => {
      sent.push(statement.compile());
      return ctx.db.rows<T>(statement);
    };
    const first = async <T>(statement: Sql) => (await note<T>(statement))[0];
    const watched: ReadCtx = {
      ...ctx,
      db: { ...ctx.db, rows: note, maybe: first, one: async <T>(statement: Sql) => (await first<T>(statement)) as T },
    };
    await query?.run(watched, wish);
  });
  return sent;
}
