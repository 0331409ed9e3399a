import type { Readable } from 'node:stream';
import { AppError, isUuid } from '@kelp/std';

export interface StoredFile {
  /** Lower-case hex over the content. Keep it with the key: it is what `get` can verify against. */
  sha256: string;
  /** In bytes. */
  size: number;
}

export interface PutOptions {
  /** For providers that can serve files themselves; a folder has no place for it, so the row with the key keeps it too. */
  contentType: string;
}

export interface GetOptions {
  /** The hash that `put` gave. With it the stream fails at its end when the content is not what was put. */
  sha256?: string;
}

/** The content of a file as it was when it was asked for, whatever takes its place meanwhile; `size` in bytes. */
export type StoredContent = Readable & { readonly size: number };

/**
 * Where raw mail, attachments and PDFs live. Keys are made by `storageKey`. A file is whole or not there: readers never
 * see half of one.
 */
export interface Storage {
  /** Resolves once the content is durable. An existing file of this key is replaced at once. */
  put(key: string, content: Readable | Buffer, options: PutOptions): Promise<StoredFile>;
  /** @throws AppError `storage.missing` when there is no such file. */
  get(key: string, options?: GetOptions): Promise<StoredContent>;
  exists(key: string): Promise<boolean>;
  /** Does nothing when there is no such file. */
  delete(key: string): Promise<void>;
  /** Removes every file of a tenant. */
  deleteTenant(tenantId: string): Promise<void>;
  /** The keys of all files, of one tenant or of all, in no order. What is put or deleted meanwhile may be among them or not. */
  list(tenantId?: string): AsyncIterable<string>;
  /** Writes, reads and removes a small file. @throws AppError `unavailable` when any of that fails. */
  check(): Promise<void>;
}

const kindPattern = /^[a-z][a-z0-9-]{0,39}$/;

/**
 * The key of a tenant's file: `tenant/kind/id`. Kinds are words such as `raw-mail`, `attachment` or `invoice-pdf`.
 * @throws AppError `storage.key` when a part has the wrong form.
 */
export function storageKey(tenantId: string, kind: string, id: string): string {
  const key = `${tenantId}/${kind}/${id}`.toLowerCase();
  checkStorageKey(key);
  return key;
}

/** Whether the key is `uuid/kind/uuid`, which leaves no room for paths of any other kind. */
export function isStorageKey(key: string): boolean {
  const [tenantId = '', kind = '', id = '', ...more] = key.split('/');
  return isUuid(tenantId) && kindPattern.test(kind) && isUuid(id) && more.length === 0 && key === key.toLowerCase();
}

/** @throws AppError `storage.key` for a key of any other form. */
export function checkStorageKey(key: string): void {
  if (!isStorageKey(key)) throw new AppError('storage.key', 500, 'A file was asked for by a key of the wrong form.');
}

/** @throws AppError `storage.key` for what is no id of a tenant. */
export function checkedTenant(tenantId: string): string {
  if (!isUuid(tenantId)) throw new AppError('storage.key', 500, 'Files were asked for by something that is no tenant.');
  return tenantId.toLowerCase();
}

/** What `get` throws when there is no file of this key. */
export const missingFile = (key: string): AppError =>
  new AppError('storage.missing', 404, 'The content of this file is missing from the storage.', { data: { key } });
