import { sha256 } from '@kelp/platform/crypto';
import { storable } from './storable-mail';

const maxHead = 256 * 1024;

/**
 * By what the same mail is known again when it is delivered twice: its Message-ID, else a hash over who wrote what when. Headers
 * that each delivery adds anew (Received and the like) play no part.
 */
export function mailIdentity(raw: Buffer): string {
  const head = storable(headOf(raw));
  const id = /^message-id:[ \t]*(?:\r?\n[ \t]+)?(?:<([^<>\s]{3,500})>|([^\s<>]{3,500})[ \t]*\r?$)/im.exec(head);
  const found = id?.[1] ?? id?.[2];
  if (found) return `id:${normalise(found)}`;
  const kept = ['from', 'to', 'date', 'subject'].map((name) => new RegExp(`^${name}:.*$`, 'im').exec(head)?.[0] ?? '');
  const body = raw.subarray(headOf(raw).length);
  return `content:${sha256([...kept, sha256(body)].join('\n'))}`;
}

/** The host part of a Message-ID is a name and so has no case; what stands before it may. */
function normalise(id: string): string {
  const at = id.lastIndexOf('@');
  return at < 0 ? id : id.slice(0, at) + id.slice(at).toLowerCase();
}

/** The header block as it stands. */
function headOf(raw: Buffer): string {
  const text = raw.subarray(0, maxHead).toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  return end ? text.slice(0, end.index) : text;
}
