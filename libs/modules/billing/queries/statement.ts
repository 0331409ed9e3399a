import { clients, mergedClients } from '@kelp/clients';
import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, groupBy, invalid, type LocalDate } from '@kelp/std';
import { readStatement, type Statement } from '../contract';
import { ageItems } from '../domain/aging';
import { today } from '../load/today';
import { endOfDay, openItemsOn } from './open-items';
import { transactionsBetween } from './payments';

const longest = 5000;

/** The first day of the month before this one. */
const monthBefore = (day: LocalDate): LocalDate => `${addDays(`${day.slice(0, 8)}01`, -1).slice(0, 8)}01`;

async function openings(ctx: ReadCtx, clientId: string, before: Date): Promise<Map<string, bigint>> {
  const rows = await ctx.db.rows<{ currency: string; amount: bigint }>(
    sql`select t.currency, sum(t.amount)::bigint as amount from transactions t
        where t.tenant_id = ${ctx.tenant} and t.client_id in ${mergedClients(ctx, clientId)} and t.at < ${before} group by t.currency`,
  );
  return new Map(rows.map(({ currency, amount }) => [currency, amount]));
}

/** The account of a client from the first to the last day, both included. Throws invalid when they are the wrong way round. */
export async function statementOf(ctx: ReadCtx, clientId: string, from: LocalDate, to: LocalDate): Promise<Statement> {
  if (from > to) throw invalid('The last day comes before the first.', { to: 'Choose a later day.' });
  const client = await ctx.db.get(clients, clientId);
  const [start, end] = [await endOfDay(ctx, addDays(from, -1)), await endOfDay(ctx, to)];
  const before = await openings(ctx, clientId, start);
  const rows = await transactionsBetween(ctx, { clientId, start, end, limit: longest + 1 });
  if (rows.length > longest) throw invalid('There is too much for one statement. Choose fewer days.');
  const aging = ageItems(await openItemsOn(ctx, to, clientId), to);
  const byCurrency = groupBy(rows, ({ currency }) => currency);
  const used = [...before].filter(([, amount]) => amount !== 0n).map(([currency]) => currency);
  const currencies = [...new Set([...used, ...byCurrency.keys()])].sort();
  return {
    client: { id: client.id, name: client.name },
    from,
    to,
    accounts: currencies.map((currency) => {
      const opening = before.get(currency) ?? 0n;
      let balance = opening;
      const own = (byCurrency.get(currency) ?? []).map((row) => ({ ...row, balance: (balance += row.amount) }));
      const ages = aging.find((row) => row.currency === currency) ?? null;
      return { currency, opening, closing: balance, rows: own, aging: ages };
    }),
  };
}

export const readStatementQuery = defineQuery(readStatement, {
  permission: 'payment.read',
  timeoutMs: 15_000,
  run: async (ctx, { clientId, from, to }) => {
    const last = to ?? (await today(ctx));
    return statementOf(ctx, clientId, from ?? monthBefore(last), last);
  },
});
