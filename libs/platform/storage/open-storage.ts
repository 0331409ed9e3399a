import { fileURLToPath } from 'node:url';
import { AppError } from '@kelp/std';
import { openFolderStorage } from './folder';
import type { Storage } from './storage';

/**
 * Opens the storage a setting names: a path or a `file:` address is a folder of this machine.
 * @throws AppError `storage.unsupported` for any other kind of address, `storage.folder` when the folder can't be used.
 */
export async function openStorage(location: string): Promise<Storage> {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase();
  if (scheme === undefined) return openFolderStorage(location);
  if (scheme === 'file') return openFolderStorage(fileURLToPath(location));
  throw new AppError(
    'storage.unsupported',
    500,
    `Files can't be kept at "${scheme}:" addresses. Give the path of a folder instead.`,
  );
}
