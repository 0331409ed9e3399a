import { isUuid } from '@kelp/std';

/** A session token names its tenant in front, so that its row is looked up under that tenant's row-level security. */
export const routedToken = (tenant: string, secret: string): string => `${tenant}.${secret}`;

/** The tenant that a session token names, or null for what was never one. */
export function tenantOfToken(token: string): string | null {
  if (token.length > 200) return null;
  const tenant = token.slice(0, Math.max(0, token.indexOf('.')));
  return isUuid(tenant) ? tenant : null;
}
