import type { ReadCtx } from '@kelp/kernel';
import { refused } from '@kelp/std';

/** The signed-in member of staff. Notifications belong to a person, so a key or the system has none. */
export function ownUser(ctx: ReadCtx): string {
  const { kind, id, userType } = ctx.actor;
  if (kind === 'user' && id && userType === 'internal') return id;
  throw refused('notification.no_person', 'Only people of the staff have notifications. Sign in as one of them.');
}
