import type { SearchAge, SearchFacets, SearchType } from '../contract';

/** What a person chose beside the words. */
export interface Narrowing {
  clients: readonly string[];
  statuses: readonly string[];
  since: Date | null;
  hasComments: boolean;
}

/** One record that has the words, by what it can be narrowed by. */
export interface Faceted {
  type: SearchType;
  clientId: string | null;
  clientName: string | null;
  status: string;
  /** When the newest of its words that were found changed. */
  changedAt: Date;
}

const mostChoices = 20;
const days: Record<SearchAge, number> = { week: 7, month: 30, year: 365 };

/** The instant from which something counts as changed within this age. */
export const sinceOf = (age: SearchAge, now: Date): Date => new Date(now.getTime() - days[age] * 86_400_000);

/** A status as the facet names it: the same word of two kinds is two choices. */
export const statusValue = ({ type, status }: Pick<Faceted, 'type' | 'status'>): string => `${type}:${status}`;

export const hasStatus = (one: Pick<Faceted, 'type' | 'status'>, { statuses }: Narrowing): boolean =>
  statuses.length === 0 || statuses.includes(statusValue(one));
const hasClient = ({ clientId }: Faceted, { clients }: Narrowing): boolean =>
  clients.length === 0 || (clientId !== null && clients.includes(clientId));
const hasAge = ({ changedAt }: Faceted, { since }: Narrowing): boolean => since === null || changedAt >= since;

/** Records by a key of theirs, the most frequent first; the first 20, and those that are chosen. */
function tally(records: readonly Faceted[], keyOf: (one: Faceted) => string | null, chosen: readonly string[]) {
  const counts = new Map<string, { one: Faceted; count: number }>();
  for (const one of records) {
    const key = keyOf(one);
    if (key === null) continue;
    counts.set(key, { one, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts]
    .sort(([a, { count: m }], [b, { count: n }]) => n - m || (a < b ? -1 : 1))
    .filter(([key], at) => at < mostChoices || chosen.includes(key));
}

/** How many records each choice would leave, every facet under the choices made in the others and not under its own. */
export function countFacets(records: readonly Faceted[], narrowing: Narrowing, now: Date): SearchFacets {
  const forClients = records.filter((one) => hasStatus(one, narrowing) && hasAge(one, narrowing));
  const forStatuses = records.filter((one) => hasClient(one, narrowing) && hasAge(one, narrowing));
  const forAges = records.filter((one) => hasClient(one, narrowing) && hasStatus(one, narrowing));
  return {
    clients: tally(forClients, ({ clientId }) => clientId, narrowing.clients).map(([id, { one, count }]) => ({
      id,
      name: one.clientName ?? '',
      count,
    })),
    statuses: tally(forStatuses, statusValue, narrowing.statuses).map(([value, { one, count }]) => ({
      value,
      type: one.type,
      name: one.status,
      count,
    })),
    ages: (['week', 'month', 'year'] as const).map((age) => {
      const since = sinceOf(age, now);
      return { age, count: forAges.filter(({ changedAt }) => changedAt >= since).length };
    }),
  };
}
