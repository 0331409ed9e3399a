import type { ReadCtx } from '@kelp/kernel';
import { notFound } from '@kelp/std';

/** The client of the person who asks. Throws not_found for staff, who name the client themselves. */
export function ownClient(ctx: ReadCtx): string {
  const { clientId } = ctx.actor;
  if (!clientId) throw notFound('client');
  return clientId;
}
