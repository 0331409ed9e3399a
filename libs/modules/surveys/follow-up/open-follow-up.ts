import { contacts } from '@kelp/clients';
import { defineDueKind, type Ctx } from '@kelp/kernel';
import { notify } from '@kelp/notifications';
import type { Row } from '@kelp/platform/db';
import { recordChange } from '@kelp/tenants';
import { tickets } from '@kelp/tickets';
import { ratingText } from '../domain/scales';
import { surveyFollowUpOpened } from '../events';
import { surveyInvitations, surveyResponses, surveyTemplates } from '../tables';
import { responsibleFor } from './responsible-for';

type Response = Row<typeof surveyResponses>;
type Invitation = Row<typeof surveyInvitations>;

/** The timer of a low answer that came by a click alone; its key is the survey. */
const kind = 'survey.follow_up';
/** So long a click in the mail may still turn out to be a machine's, or be changed. */
const waitMs = 120_000;

/** Opens the follow-up of a low answer, at once when it was sent by the button, else in two minutes. Null takes a planned one back. */
export async function planFollowUp(ctx: Ctx, invitationId: string, low: Response | null): Promise<void> {
  if (!low?.isConfirmed) {
    await ctx.setDue(kind, invitationId, low ? new Date(ctx.now().getTime() + waitMs) : null);
    return;
  }
  await ctx.setDue(kind, invitationId, null);
  await openFollowUp(ctx, await ctx.db.get(surveyInvitations, invitationId), low);
}

/** What waited for its two minutes and is still low. */
export const followUpDue = defineDueKind(kind, 'default', async (ctx, items) => {
  for (const { key: invitationId } of items) {
    const invitation = await ctx.db.find(surveyInvitations, { id: invitationId });
    const response = await ctx.db.find(surveyResponses, { invitationId });
    if (!invitation || !response || response.followUpState) continue;
    const { followUpAt } = await ctx.db.get(surveyTemplates, invitation.templateId);
    if (followUpAt !== null && response.rating <= followUpAt) await openFollowUp(ctx, invitation, response);
  }
});

async function openFollowUp(ctx: Ctx, invitation: Invitation, response: Response): Promise<void> {
  const responsible = await responsibleFor(ctx, invitation);
  const userId = responsible?.userId ?? null;
  const { id: surveyId, ticketId, clientId, contactId } = invitation;
  await ctx.db.update(surveyResponses, response.id, { followUpState: 'open', followUpUserId: userId });
  ctx.emit(surveyFollowUpOpened, surveyId, { surveyId, ticketId, clientId, contactId, userId });
  ctx.touch('survey');
  ctx.touch('activity');
  if (ticketId)
    await recordChange(ctx, {
      action: 'survey.follow_up',
      subject: 'tickets',
      subjectId: ticketId,
      before: null,
      after: { surveyFollowUp: 'open' },
    });
  if (!responsible) return;
  const contact = contactId ? await ctx.db.find(contacts, { id: contactId }) : undefined;
  const ticket = ticketId ? await ctx.db.get(tickets, ticketId) : undefined;
  const who = contact?.fullName ?? '';
  const rating = ratingText(response.kind, response.rating);
  const number = ticket?.numberText ?? '';
  await notify(ctx, [responsible], {
    subtype: 'survey.low',
    eventId: surveyId,
    title: (say) => (ticket ? say('survey.low', { who, number, rating }) : say('survey.low.alone', { who, rating })),
    body: response.comment || ticket?.title || '',
    link: ticketId ? `/msp/tickets/${ticketId}` : '/msp/surveys?followUp=open',
    ticketId,
  });
}
