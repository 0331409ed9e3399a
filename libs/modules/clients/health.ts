import { defineServerSlot, type ReadCtx } from '@kelp/kernel';
import { identifier, join, sql, type Sql } from '@kelp/platform/db';
import type { ClientHealth } from './contract';

/**
 * What one room counts of a client `c`: a select with one row, for a lateral join. `tickets` has the integers `open`, `breached` and
 * `"atRisk"`; `money` has `overdue` (jsonb of currency, amount as text and count), `since` (date) and `days` since then.
 */
export interface HealthPart {
  name: keyof ClientHealth;
  row: Sql;
}

/** Asks the rooms above for the figures that the reader may see; a room answers nothing where they may not. */
export const clientHealthSlot = defineServerSlot<object, HealthPart[]>('client.health', (answers) => answers.flat());

/** The figures as columns of a statement over `clients c`: `select` them from `from`. */
export interface HealthColumns {
  select: Sql;
  from: Sql;
  has: (name: keyof ClientHealth) => boolean;
}

/** Prepares the columns; one statement then counts for any number of clients. */
export async function healthColumns(ctx: ReadCtx): Promise<HealthColumns> {
  const parts = await ctx.askSlot(clientHealthSlot, {});
  return {
    select: join(
      (['tickets', 'money'] as const).map((name) =>
        parts.some((part) => part.name === name)
          ? sql`to_jsonb(${identifier(name)}) as ${identifier(name)}`
          : sql`null::jsonb as ${identifier(name)}`,
      ),
      sql`, `,
    ),
    from: join(
      parts.map(({ name, row }) => sql`cross join lateral (${row}) ${identifier(name)}`),
      sql` `,
    ),
    has: (name) => parts.some((part) => part.name === name),
  };
}

/** The figures as the database gives them. */
export interface FlatHealth {
  tickets: { open: number; breached: number; atRisk: number } | null;
  money: { overdue: { currency: string; amount: string; count: number }[]; since: string | null } | null;
}

/** The figures as they leave the server. */
export const toHealth = ({ tickets, money }: FlatHealth): ClientHealth => ({
  tickets: tickets && { open: tickets.open, breached: tickets.breached, atRisk: tickets.atRisk },
  money: money && {
    overdue: money.overdue.map(({ currency, amount, count }) => ({ currency, amount: BigInt(amount), count })),
    since: money.since,
  },
});
