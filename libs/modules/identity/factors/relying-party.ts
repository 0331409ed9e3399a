import { isUuid } from '@kelp/std';
import { pageAddress } from '../links';

/** The site for which passkeys are made: the host of the public address, whatever a request said of itself. */
export function relyingParty(): { id: string; origin: string; name: string } {
  const { hostname, origin } = new URL(pageAddress.page('/'));
  return { id: hostname, origin, name: 'Kelp' };
}

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** What a passkey keeps of its person: tenant and user, so that a door without a password finds both. No personal data. */
export const userHandle = (tenant: string, userId: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.concat([bytesOf(tenant), bytesOf(userId)]));

/** Tenant and user of such a handle; null for what is none. */
export function personOfHandle(handle: unknown): { tenantId: string; userId: string } | null {
  const bytes = typeof handle === 'string' ? Buffer.from(handle, 'base64url') : Buffer.alloc(0);
  if (bytes.length !== 32) return null;
  const [tenantId, userId] = [idOf(bytes.subarray(0, 16)), idOf(bytes.subarray(16))];
  return isUuid(tenantId) && isUuid(userId) ? { tenantId, userId } : null;
}
