import type { Change, Interval } from '../domain/interval';

const databaseName = 'kelp-time';
const storeName = 'intervals';
const channelName = 'kelp-intervals';

/** What a request of the browser's database gives. */
const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser’s storage failed.'));
  });

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore(storeName, { keyPath: 'id' }).createIndex('owner', 'owner');
  return answer(request);
}

let opened: Promise<IDBDatabase> | undefined;
async function database(): Promise<IDBDatabase> {
  opened ??= open();
  try {
    return await opened;
  } catch (error) {
    // private windows may refuse; the next try may be allowed
    opened = undefined;
    throw error;
  }
}

const listeners = new Set<() => void>();
let channel: BroadcastChannel | undefined;
const hear = () => listeners.forEach((listener) => listener());

function tell(): void {
  hear();
  channel?.postMessage('changed');
}

/** Calls `listener` when intervals of this browser change, also in another tab. Returns how to call it off. */
export function onIntervals(listener: () => void): () => void {
  listeners.add(listener);
  channel ??= new BroadcastChannel(channelName);
  channel.onmessage = hear;
  return () => void listeners.delete(listener);
}

/** The person's intervals in this browser, earliest first. */
export async function readIntervals(owner: string): Promise<Interval[]> {
  const store = (await database()).transaction(storeName).objectStore(storeName);
  const all = (await answer(store.index('owner').getAll(owner))) as Interval[];
  return all.sort((a, b) => a.startAt - b.startAt);
}

/** Reads and changes the person's intervals as one: two tabs never undo each other. */
export async function changeIntervals(owner: string, change: (all: Interval[]) => Change): Promise<void> {
  const transaction = (await database()).transaction(storeName, 'readwrite');
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The browser’s storage failed.'));
  });
  const store = transaction.objectStore(storeName);
  const request = store.index('owner').getAll(owner);
  request.onsuccess = () => {
    const { put, remove } = change(request.result as Interval[]);
    remove.forEach((id) => store.delete(id));
    put.forEach((one) => store.put(one));
  };
  await done;
  tell();
}

/** Takes these intervals away. */
export const removeIntervals = (owner: string, ids: readonly string[]): Promise<void> =>
  changeIntervals(owner, () => ({ put: [], remove: [...ids] }));
