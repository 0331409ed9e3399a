import type { Storage } from '@kelp/platform/storage';

let given: Storage | undefined;

/** Gives this process its file storage; once, at start. */
export function useStorage(storage: Storage): void {
  given = storage;
}

/** Where jobs keep and find files. Never inside a transaction that would hold locks while a disk is slow. */
export function fileStorage(): Storage {
  if (!given) throw new Error('This process has no file storage.');
  return given;
}
