import { subscribe, type Ctx } from '@kelp/kernel';
import {
  portalPeople,
  requesterName,
  serviceRequestDecided,
  serviceRequestSubmissions,
  serviceRequestSubmitted,
  serviceRequestVersions,
} from '@kelp/portal';
import { users } from '@kelp/identity';
import { peopleWithRole } from '../describe-ticket';
import { allAs, notify } from '../notify';

async function describe(ctx: Ctx, serviceRequestId: string) {
  const request = await ctx.db.get(serviceRequestSubmissions, serviceRequestId);
  const { content } = await ctx.db.get(serviceRequestVersions, request.versionId);
  return { request, service: content.name, who: await requesterName(ctx, request) };
}

/** What waits for approval reaches those of the client who may approve; where nobody may, the managers, who can decide in their place. */
export const onServiceRequestSubmittedTellApprovers = subscribe(
  serviceRequestSubmitted,
  'on-service-request-submitted-tell-approvers',
  async (ctx, { id, payload: { serviceRequestId, isWaiting } }) => {
    if (!isWaiting) return;
    const { request, service, who } = await describe(ctx, serviceRequestId);
    if (request.state !== 'submitted') return;
    const people = await portalPeople(ctx, request.clientId);
    const approvers = people.filter(({ can }) => can('portal_request.approve')).map(({ userId }) => userId);
    if (approvers.length > 0) {
      await notify(ctx, allAs('request_approver', approvers), {
        subtype: 'portal.request_waiting',
        eventId: id,
        title: (say) => say('portal.request_waiting', { who, service }),
        body: (say) => say('portal.request_waiting.body'),
        link: `/client-portal/services/requests/${serviceRequestId}`,
      });
      return;
    }
    await notify(ctx, allAs('manager', await peopleWithRole(ctx, 'Manager')), {
      subtype: 'service_request.unattended',
      eventId: id,
      title: (say) => say('service_request.unattended', { who, service }),
      body: (say) => say('service_request.unattended.body'),
      link: `/msp/service-requests?request=${serviceRequestId}`,
      clientId: request.clientId,
    });
  },
  { history: 'never' },
);

/** Who asked hears what became of it, with the reason where it was refused. */
export const onServiceRequestDecidedTellRequester = subscribe(
  serviceRequestDecided,
  'on-service-request-decided-tell-requester',
  async (ctx, { id, payload: { serviceRequestId, userId, isApproved, decidedBy } }) => {
    if (decidedBy === userId) return;
    const { request, service } = await describe(ctx, serviceRequestId);
    const { type } = await ctx.db.get(users, userId);
    // staff asked in place of somebody, who hears it where they can sign in
    const own = type === 'client' ? { id: userId } : { type: 'client' as const, contactId: request.contactId ?? '' };
    const people = type === 'client' || request.contactId ? await ctx.db.list(users, { ...own, isActive: true }) : [];
    await notify(
      ctx,
      allAs(
        'own_request',
        people.map(({ id: one }) => one),
      ),
      {
        subtype: 'portal.request_decided',
        eventId: id,
        title: (say) => say(isApproved ? 'portal.request_approved' : 'portal.request_refused', { service }),
        body: isApproved ? (say) => say('portal.request_approved.body') : request.reason,
        link: `/client-portal/services/requests/${serviceRequestId}`,
      },
    );
  },
  { history: 'never' },
);
