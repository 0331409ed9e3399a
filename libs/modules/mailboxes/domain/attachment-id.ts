import { sha256 } from '@kelp/platform/crypto';

/** The id of the n-th attachment of an inbound mail: the same on every try, so that a repeated try writes the same file again. */
export function attachmentId(inboundId: string, index: number): string {
  const place = index.toString(16).padStart(4, '0');
  return `${inboundId.slice(0, 24)}${place}${sha256(`${inboundId}:${index}`).slice(0, 8)}`;
}
