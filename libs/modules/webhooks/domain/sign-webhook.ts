import { sign } from '@kelp/platform/crypto';

/** The header that carries the signature. */
export const signatureHeader = 'kelp-signature';

const hex = (key: string, text: string): string => Buffer.from(sign(key, text), 'base64url').toString('hex');

/**
 * What stands in `Kelp-Signature`: the time in seconds and, for each secret that holds, the HMAC-SHA-256 in hex of `<time>.<body>`:
 * `t=1760000000,v1=5f…,v1=a0…`. A receiver accepts when one of them is right and the time is near.
 */
export function signatureOf(secrets: readonly string[], at: Date, body: string): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return [`t=${seconds}`, ...secrets.map((secret) => `v1=${hex(secret, `${seconds}.${body}`)}`)].join(',');
}
