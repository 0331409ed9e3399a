import type { ReadCtx } from '@kelp/kernel';
import type { Kind } from './kinds';

/** By which client and contact a person's own row rule narrows this kind; undefined when it reaches no row, or the permission is missing. */
export function keepReach(ctx: ReadCtx, kind: Kind): { clientId: string | null; contactId: string | null } | undefined {
  const name = kind.permission(ctx);
  if (!ctx.can(name)) return undefined;
  const rows = ctx.permissions.get(name)?.rows;
  if (!rows) return { clientId: null, contactId: null };
  const wanted = rows(ctx.actor);
  return wanted ? { clientId: wanted['clientId'] ?? null, contactId: wanted['contactId'] ?? null } : undefined;
}
