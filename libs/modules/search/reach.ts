import type { ReadCtx } from '@kelp/kernel';
import type { Kind, Reach } from './kinds';

/** Whether a person may read this kind at all. */
export const mayRead = (ctx: ReadCtx, kind: Kind): boolean => ctx.can(kind.permission(ctx));

/** By which client and contact a person's own row rule narrows this kind; undefined when it reaches no row, or the permission is missing. */
export async function keepReach(ctx: ReadCtx, kind: Kind): Promise<Reach | undefined> {
  const name = kind.permission(ctx);
  if (!mayRead(ctx, kind)) return undefined;
  if (kind.reach) return kind.reach(ctx);
  const rows = ctx.permissions.get(name)?.rows;
  if (!rows) return { clientId: null, contactId: null };
  const wanted = rows(ctx.actor);
  return wanted ? { clientId: wanted['clientId'] ?? null, contactId: wanted['contactId'] ?? null } : undefined;
}
