import { contacts } from '@kelp/clients';
import { anonymous, inReadUnit, inUnit, type Actor, type Caller, type House, type ReadCtx } from '@kelp/kernel';
import { readTenant } from '@kelp/tenants';
import { tickets } from '@kelp/tickets';
import { wordsFor } from '../inviting/send-survey';
import { surveyResponses } from '../tables';
import { findSurvey, looksLikeOne, noSurvey, type Invitation } from './find-survey';
import type { SurveyPage, SurveyReply } from './survey-page';
import { takeReply } from './take-reply';

/** How a request names a survey. */
export interface SurveyLink {
  readonly tenant: string;
  readonly token: string;
  readonly requestId: string;
}

/**
 * What the door of surveys calls. No session counts here, the token in the link does.
 * @throws not_found for a link that is none, and for one whose days are over; invalid for an answer that the survey does not ask for.
 */
export const surveyDoor = (house: House) => ({
  open: async (link: SurveyLink): Promise<SurveyPage> =>
    inReadUnit(house, callerOf(link, anonymous), (ctx) => readPage(ctx, link.token)),
  answer: async (link: SurveyLink, reply: SurveyReply): Promise<SurveyPage> => {
    const caller = callerOf(link, anonymous);
    const actor = await inReadUnit(house, caller, async (ctx) =>
      nameOf(ctx, (await findSurvey(ctx, link.token)).invitation),
    );
    return inUnit(house, { ...caller, actor }, 'survey.answer', async (ctx) => {
      await takeReply(ctx, link.token, reply);
      return readPage(ctx, link.token);
    });
  },
});

function callerOf({ tenant, token, requestId }: SurveyLink, actor: Actor): Caller {
  if (!looksLikeOne(tenant, token)) throw noSurvey();
  return { tenant, actor, door: 'mail', requestId };
}

/** Nobody has signed in; the history names the contact whom the link was sent to. */
async function nameOf(ctx: ReadCtx, { contactId }: Invitation): Promise<Actor> {
  const contact = contactId ? await ctx.db.find(contacts, { id: contactId }) : undefined;
  return { ...anonymous, name: contact?.fullName ?? 'A test' };
}

async function readPage(ctx: ReadCtx, token: string): Promise<SurveyPage> {
  const { invitation, template } = await findSurvey(ctx, token);
  const { name: workspace, zone } = await readTenant(ctx);
  const ticket = invitation.ticketId ? await ctx.db.get(tickets, invitation.ticketId) : undefined;
  const response = await ctx.db.find(surveyResponses, { invitationId: invitation.id });
  const { language, words } = wordsFor(template.texts, invitation.locale);
  return {
    workspace,
    zone,
    ticketTitle: ticket?.title ?? null,
    language,
    kind: template.kind,
    words,
    asksConsent: template.asksConsent,
    expiresAt: invitation.expiresAt,
    isTest: invitation.isTest,
    isDoubted: invitation.doubtedAt !== null,
    answer: response
      ? {
          rating: response.rating,
          further: words.further.map(
            (question) => response.further.find((one) => one.question === question)?.rating ?? null,
          ),
          comment: response.comment,
          mayQuote: response.mayQuote,
          isConfirmed: response.isConfirmed,
        }
      : null,
  };
}
