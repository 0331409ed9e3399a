import { fileURLToPath } from 'node:url';
import { AppError } from '@kelp/std';
import { openFolderStorage } from './folder';
import { openS3Storage } from './s3';
import type { S3Settings } from './s3-client';
import type { Storage } from './storage';

/** The settings by which a process finds its files, as `loadConfig` gives them. */
export interface StorageSettings extends S3Settings {
  STORAGE_URL?: string | undefined;
  STORAGE_DIR: string;
}

/**
 * Opens the storage that `location` names: a path or a `file:` address is a folder of this machine, `s3://bucket` or `s3://bucket/prefix` a
 * bucket of the S3-compatible server in `settings`. A bucket is not asked for anything yet: `check` does that.
 * @throws AppError `storage.unsupported` for any other kind of address, `storage.folder` when the folder can't be used,
 * `storage.bucket` for an address that names no bucket.
 */
export async function openStorage(location: string, settings: S3Settings = {}): Promise<Storage> {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase();
  if (scheme === undefined) return openFolderStorage(location);
  if (scheme === 'file') return openFolderStorage(fileURLToPath(location));
  if (scheme === 's3') return openS3Storage(location, settings);
  throw new AppError(
    'storage.unsupported',
    500,
    `Files can't be kept at "${scheme}:" addresses. Give the path of a folder, or s3://bucket.`,
  );
}

/** The storage that the settings of this process name. @throws AppError as `openStorage`. */
export const configuredStorage = (settings: StorageSettings): Promise<Storage> =>
  openStorage(settings.STORAGE_URL ?? settings.STORAGE_DIR, settings);
