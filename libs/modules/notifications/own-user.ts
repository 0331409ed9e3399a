import type { ReadCtx } from '@kelp/kernel';
import { refused } from '@kelp/std';

/** The signed-in person, of the staff or of a client, who reads notices of their own. */
export function ownReader(ctx: ReadCtx): string {
  const { kind, id } = ctx.actor;
  if (kind === 'user' && id) return id;
  throw refused('notification.no_person', 'Only people have notifications. Sign in as one of them.');
}

/** For whom the caller's notices are. */
export const ownAudience = (ctx: ReadCtx): 'client' | 'internal' =>
  ctx.actor.userType === 'client' ? 'client' : 'internal';

/** The signed-in member of staff. Notifications belong to a person, so a key or the system has none. */
export function ownUser(ctx: ReadCtx): string {
  const { kind, id, userType } = ctx.actor;
  if (kind === 'user' && id && userType === 'internal') return id;
  throw refused('notification.no_person', 'Only people of the staff have notifications. Sign in as one of them.');
}
