import { defineAction, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { notFound, refused } from '@kelp/std';
import { approvePortalRequest, refusePortalRequest, withdrawPortalRequest } from '../../contract/portal-requests';
import { approveServiceRequest, refuseServiceRequest } from '../../contract/service-requests';
import { ownClient } from '../../visibility/own-client';
import { acceptRequest } from '../accept-request';
import { serviceRequestDecided } from '../events';
import { serviceRequestSubmissions } from '../tables';

type Submission = Row<typeof serviceRequestSubmissions>;

/** The waiting request, locked. `clientId` is the caller's own client, so that a foreign id answers as an unknown one; null for staff. */
async function lockWaiting(ctx: Ctx, clientId: string | null, id: string): Promise<Submission> {
  const request = await ctx.db.lock(serviceRequestSubmissions, id);
  if (clientId !== null && request.clientId !== clientId) throw notFound(serviceRequestSubmissions.noun);
  return request;
}

function assertWaiting({ state }: Submission): void {
  if (state !== 'submitted')
    throw refused('service_request.decided', 'This request was decided or taken back meanwhile. Load the page again.');
}

async function approve(ctx: Ctx, clientId: string | null, id: string) {
  const request = await lockWaiting(ctx, clientId, id);
  assertWaiting(request);
  const ticketId = await acceptRequest(ctx, request, ctx.actor.kind === 'user' ? ctx.actor.id : null);
  tell(ctx, request, true);
  return { id, ticketId };
}

async function refuse(ctx: Ctx, clientId: string | null, { id, reason }: { id: string; reason: string }) {
  const request = await lockWaiting(ctx, clientId, id);
  assertWaiting(request);
  const decidedBy = ctx.actor.kind === 'user' ? ctx.actor.id : null;
  const decision = { reason: reason.trim(), decidedBy, decidedAt: ctx.now() };
  await ctx.db.update(serviceRequestSubmissions, id, { state: 'refused', ...decision });
  tell(ctx, request, false);
  return { id };
}

function tell(ctx: Ctx, { id, clientId, userId }: Submission, isApproved: boolean): void {
  const decidedBy = ctx.actor.kind === 'user' ? ctx.actor.id : null;
  ctx.emit(serviceRequestDecided, id, { serviceRequestId: id, clientId, userId, isApproved, decidedBy });
}

/** An Admin of the client approves what a colleague asked for: it becomes a ticket. */
export const approvePortalRequestAction = defineAction(approvePortalRequest, {
  permission: 'portal_request.approve',
  run: async (ctx, { id }) => {
    await approve(ctx, ownClient(ctx), id);
    return { id };
  },
});

export const refusePortalRequestAction = defineAction(refusePortalRequest, {
  permission: 'portal_request.approve',
  run: (ctx, input) => refuse(ctx, ownClient(ctx), input),
});

/** Who asked takes back what nobody has decided yet; requests of others are unknown here. */
export const withdrawPortalRequestAction = defineAction(withdrawPortalRequest, {
  permission: 'portal_request.create',
  run: async (ctx, { id }) => {
    const request = await lockWaiting(ctx, ownClient(ctx), id);
    if (request.userId !== ctx.actor.id) throw notFound(serviceRequestSubmissions.noun);
    assertWaiting(request);
    await ctx.db.update(serviceRequestSubmissions, id, { state: 'withdrawn', decidedAt: ctx.now() });
    ctx.touch('service_request');
    return { id };
  },
});

/** Staff approve in place of the client's Admin. */
export const approveServiceRequestAction = defineAction(approveServiceRequest, {
  permission: 'service_request.decide',
  run: (ctx, { id }) => approve(ctx, null, id),
});

export const refuseServiceRequestAction = defineAction(refuseServiceRequest, {
  permission: 'service_request.decide',
  run: (ctx, input) => refuse(ctx, null, input),
});
