import { defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { listOpenItems, readAging, type AgingRow } from '../contract';
import { ageItems, agingBucket, agingBuckets } from '../domain/aging';
import { today } from '../load/today';
import { openItemsOn, type FlatOpenItem } from './open-items';

type Sums = Omit<AgingRow, 'client'>;

function totalsOf(rows: readonly Sums[]): Sums[] {
  const totals = new Map<string, Sums>();
  for (const row of rows) {
    const none = { currency: row.currency, current: 0n, days30: 0n, days60: 0n, days90: 0n, older: 0n, total: 0n };
    const sum = totals.get(row.currency) ?? none;
    for (const key of [...agingBuckets, 'total'] as const) sum[key] += row[key];
    totals.set(row.currency, sum);
  }
  return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

const namesOf = (items: readonly FlatOpenItem[]) =>
  new Map(items.map(({ clientId, clientName }) => [clientId, clientName]));

/** What clients owe at the end of a day, by age; those who owe most of what is oldest come first. */
export const readAgingQuery = defineQuery(readAging, {
  permission: 'payment.read',
  timeoutMs: 15_000,
  run: async (ctx, input) => {
    const on = input.on ?? (await today(ctx));
    const items = await openItemsOn(ctx, on, input.clientId);
    const names = namesOf(items);
    const rows = ageItems(items, on).map(({ clientId, ...row }) => ({
      client: { id: clientId, name: names.get(clientId) ?? '' },
      ...row,
    }));
    rows.sort((a, b) => a.client.name.localeCompare(b.client.name) || (a.currency < b.currency ? -1 : 1));
    return { on, rows, totals: totalsOf(rows), upTo: await ctx.upTo() };
  },
});

/** The invoices behind a number of the aging. */
export const listOpenItemsQuery = defineQuery(listOpenItems, {
  permission: 'payment.read',
  timeoutMs: 15_000,
  run: async (ctx, { clientId, currency, bucket, after, limit, ...input }) => {
    const on = input.on ?? (await today(ctx));
    const cursor = readCursor(after, ['string', 'string']);
    const items = (await openItemsOn(ctx, on, clientId))
      .map(({ clientId: id, clientName: name, ...item }) => ({
        ...item,
        client: { id, name },
        bucket: agingBucket(item.dueDate, on),
      }))
      .filter((item) => (!currency || item.currency === currency) && (!bucket || item.bucket === bucket))
      .filter((item) => !cursor || `${item.dueDate} ${item.id}` > `${cursor[0]} ${cursor[1]}`);
    const rows = items.slice(0, limit);
    const last = rows.at(-1);
    return { rows, next: items.length > limit && last ? writeCursor([last.dueDate, last.id]) : null, on };
  },
});
