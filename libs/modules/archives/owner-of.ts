import type { ReadCtx } from '@kelp/kernel';
import { assertActsAsOwner } from '@kelp/identity';
import { refused } from '@kelp/std';

/** The Owner who asks, as a person at a screen; nobody who looks as somebody else. Throws for everybody else. */
export async function ownerOf(ctx: ReadCtx): Promise<string> {
  const { kind, id, viewer } = ctx.actor;
  if (kind !== 'user' || !id || viewer)
    throw refused('archive.person', 'An archive is handed to an Owner in person. Sign in with a browser.');
  await assertActsAsOwner(ctx);
  return id;
}
