import type { TicketRow } from '../contract';
import type { TicketPage } from './ticket-queries';

/** The loaded part of a list. */
export interface LoadedPages {
  pages: TicketPage[];
  pageParams: unknown[];
}

type Order = (a: TicketRow, b: TicketRow) => number;
const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const nameOf = (named: { name: string } | null) => named?.name.toLowerCase() ?? '\uffff';
const numberOf = ({ number }: TicketRow) => Number(/(\d+)$/.exec(number)?.[1] ?? 0);

const orders: Record<string, Order> = {
  activity: (a, b) => compare(a.lastActivityAt.getTime(), b.lastActivityAt.getTime()),
  created: () => 0,
  number: (a, b) => compare(numberOf(a), numberOf(b)),
  priority: (a, b) => compare(a.priority.position, b.priority.position),
  client: (a, b) => compare(nameOf(a.client), nameOf(b.client)),
  assignee: (a, b) => compare(nameOf(a.assignee), nameOf(b.assignee)),
};

/** How rows follow each other by this sort; null for one whose value the rows do not carry. */
export function orderOf(sort: string, direction: 'asc' | 'desc'): Order | null {
  const order = orders[sort];
  if (!order) return null;
  const sign = direction === 'asc' ? 1 : -1;
  return (a, b) => sign * (order(a, b) || compare(a.id, b.id));
}

/** Tags hang on a ticket without making a new version of it. */
const isNews = (known: TicketRow | undefined, row: TicketRow): boolean =>
  !known ||
  known.version < row.version ||
  (known.version === row.version && JSON.stringify(known.tags) !== JSON.stringify(row.tags));

/**
 * The loaded rows with the changed ones in their places. New ones appear where they belong, unless that is behind the last loaded row while
 * there are more to load. Null when the places cannot be told: then the list is asked for anew.
 */
export function mergeChanges(
  data: LoadedPages,
  changed: readonly TicketRow[],
  order: Order | null,
): LoadedPages | null {
  const known = new Map(data.pages.flatMap(({ rows }) => rows).map((row) => [row.id, row]));
  const news = changed.filter((row) => isNews(known.get(row.id), row));
  if (news.length === 0) return data;
  if (!order && news.some(({ id }) => !known.has(id))) return null;
  const byId = new Map(news.map((row) => [row.id, row]));
  let rows = [...known.values()].map((row) => byId.get(row.id) ?? row);
  const last = data.pages.at(-1);
  if (order && last) {
    const end = rows.at(-1);
    const added = news.filter((row) => !known.has(row.id) && (last.next === null || !end || order(row, end) < 0));
    rows = [...rows, ...added].sort(order);
  }
  return { ...data, pages: spread(rows, data.pages) };
}

/** The loaded rows without these. */
export function withoutRows(data: LoadedPages, ids: ReadonlySet<string>): LoadedPages {
  return { ...data, pages: data.pages.map((page) => ({ ...page, rows: page.rows.filter(({ id }) => !ids.has(id)) })) };
}

/** Rows as pages of the former lengths; what is more stands in the first. */
function spread(rows: readonly TicketRow[], pages: readonly TicketPage[]): TicketPage[] {
  const more = rows.length - pages.reduce((sum, page) => sum + page.rows.length, 0);
  let at = 0;
  return pages.map((page, index) => {
    const length = page.rows.length + (index === 0 ? Math.max(0, more) : 0);
    at += length;
    return { ...page, rows: rows.slice(at - length, at) };
  });
}
