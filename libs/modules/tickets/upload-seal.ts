import { isShortSignature, shortSignature } from '@kelp/kernel';

/** What a seal vouches for. */
interface StoredBytes {
  id: string;
  size: number;
  sha256: string;
}

const wordsOf = ({ id, size, sha256 }: StoredBytes): string => `${id}:${size}:${sha256}`;

/** The door that has stored the bytes vouches for them, so that nobody names a file that was never sent. */
export const sealUpload = (stored: StoredBytes): string => shortSignature('upload', wordsOf(stored));

/** Whether the door itself vouches for these bytes. */
export const isSealed = (stored: StoredBytes & { seal: string }): boolean =>
  isShortSignature('upload', wordsOf(stored), stored.seal);
