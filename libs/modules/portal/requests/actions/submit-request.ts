import { defineAction, type Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { contacts } from '@kelp/clients';
import { submitPortalRequest } from '../../contract/portal-requests';
import { createServiceRequest } from '../../contract/staff-requests';
import { ownClient } from '../../visibility/own-client';
import { acceptRequest } from '../accept-request';
import { colleaguesOf } from '../colleagues';
import { serviceRequestSubmitted } from '../events';
import { formsForClient, offeredForms, type OfferedForm } from '../offered-forms';
import { serviceRequestDefinitions, type serviceRequestSubmissions } from '../tables';
import { writeRequest } from '../write-request';

/** Makes the ticket, unless somebody of the client has to approve first. Returns its id, or null where the request waits. */
async function finish(
  ctx: Ctx,
  { content }: OfferedForm,
  request: Row<typeof serviceRequestSubmissions>,
  mayApprove: boolean,
): Promise<string | null> {
  const isWaiting = content.needsApproval && !mayApprove;
  const ticketId = isWaiting ? null : await acceptRequest(ctx, request, content.needsApproval ? request.userId : null);
  const { id, clientId, userId } = request;
  ctx.emit(serviceRequestSubmitted, id, { serviceRequestId: id, clientId, userId, isWaiting });
  return ticketId;
}

/**
 * A person of a client asks for a service by the form they filled in. It becomes a ticket at once, or waits for an Admin of the client where the
 * form asks for that; who may approve does not wait for themselves.
 */
export const submitPortalRequestAction = defineAction(submitPortalRequest, {
  permission: 'portal_request.create',
  run: async (ctx, { id: definitionId, ...given }) => {
    const clientId = ownClient(ctx);
    const [form] = await offeredForms(ctx, sql`d.id = ${definitionId}`);
    if (!form) throw notFound(serviceRequestDefinitions.noun);
    const request = await writeRequest(ctx, form, { ...given, clientId, contactId: ctx.actor.contactId });
    const ticketId = await finish(ctx, form, request, ctx.can('portal_request.approve'));
    return { id: request.id, isWaiting: ticketId === null };
  },
});

/** Staff ask in place of a client, such as on the phone, for one of its people or for nobody in particular. */
export const createServiceRequestAction = defineAction(createServiceRequest, {
  permission: 'service_request.create',
  run: async (ctx, { id: definitionId, clientId, contactId = null, ...given }) => {
    const [form] = await formsForClient(ctx, clientId, sql`d.id = ${definitionId}`);
    if (!form) throw notFound(serviceRequestDefinitions.noun);
    if (contactId && (await colleaguesOf(ctx, clientId, [contactId])).length === 0) throw notFound(contacts.noun);
    const request = await writeRequest(ctx, form, { ...given, clientId, contactId });
    return { id: request.id, ticketId: await finish(ctx, form, request, ctx.can('service_request.decide')) };
  },
});
