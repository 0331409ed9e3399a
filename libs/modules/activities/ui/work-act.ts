import type { QueryClient } from '@tanstack/react-query';
import { listActivities, type WorkList } from '../contract';

/** How a list will look once something is done; drawing it twice looks the same as once. */
export type WorkChange = (list: WorkList) => WorkList;

/** What is being done to one's own list right now. */
const underWay = new WeakMap<QueryClient, Set<WorkChange>>();

/** An answer of the server with what is still being done drawn into it: it may be older than that, and old rows would flash. */
export const withActs = (client: QueryClient, list: WorkList): WorkList =>
  [...(underWay.get(client) ?? [])].reduce((drawn, change) => change(drawn), list);

/**
 * Does something to one's own list: it is drawn at once, into every answer that comes meanwhile too, and asked for again when it is done or has
 * failed. Rejects with what `work` rejects.
 */
export async function actOnWork(client: QueryClient, work: () => Promise<unknown>, change: WorkChange): Promise<void> {
  const acts = underWay.get(client) ?? new Set();
  underWay.set(client, acts.add(change));
  const own = [listActivities.name, 'me'];
  await client.cancelQueries({ queryKey: own });
  // The list stays true for the hints that it was true for: one that claimed to be older would be asked again before the work is done.
  client.setQueryData<WorkList>(own, (list) => list && change(list));
  try {
    await work();
  } finally {
    acts.delete(change);
    // What is on its way was asked before the end: this cancels it.
    await client.invalidateQueries({ queryKey: [listActivities.name] });
  }
}
