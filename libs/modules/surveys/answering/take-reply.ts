import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { isRating, ratingText, scoreOf, verdictOf } from '../domain/scales';
import { surveyAnswered } from '../events';
import { planFollowUp } from '../follow-up/open-follow-up';
import { wordsFor } from '../inviting/send-survey';
import { surveyInvitations, surveyResponses, type surveyTemplates } from '../tables';
import { findSurvey, type Invitation } from './find-survey';
import type { SurveyReply } from './survey-page';

type Response = Row<typeof surveyResponses>;
type Template = Row<typeof surveyTemplates>;

/** Two different ratings by links alone within this time are a machine's that follows every link, or cannot be told from one. */
const doubtMs = 60_000;

/**
 * Takes what came by a link. A click in the mail alone counts at once as long as it does not contradict itself: a second one with another rating
 * within a minute takes both back, and from then on only the button counts. It never changes what was sent by the button.
 */
export async function takeReply(ctx: Ctx, token: string, reply: SurveyReply): Promise<void> {
  const { invitation: found, template } = await findSurvey(ctx, token);
  if (!isRating(template.kind, reply.rating)) throw invalid('Choose one of the ratings.', { rating: 'Choose one.' });
  const invitation = await ctx.db.lock(surveyInvitations, found.id);
  const before = await ctx.db.find(surveyResponses, { invitationId: invitation.id });
  if (!reply.isPressed) {
    if (invitation.doubtedAt || before?.isConfirmed || before?.rating === reply.rating) return;
    if (before && isSoon(ctx, before)) return doubt(ctx, invitation, before);
  }
  await write(ctx, invitation, template, before, reply);
}

const isSoon = (ctx: Ctx, { answeredAt, changedAt }: Response): boolean =>
  ctx.now().getTime() - (changedAt ?? answeredAt).getTime() < doubtMs;

async function doubt(ctx: Ctx, invitation: Invitation, before: Response): Promise<void> {
  await ctx.db.remove(surveyResponses, before.id);
  await ctx.db.update(surveyInvitations, invitation.id, { doubtedAt: ctx.now() });
  await planFollowUp(ctx, invitation.id, null);
  ctx.touch('survey');
}

async function write(
  ctx: Ctx,
  invitation: Invitation,
  template: Template,
  before: Response | undefined,
  reply: SurveyReply,
): Promise<void> {
  const { kind } = template;
  const { rating } = reply;
  const given = {
    kind,
    rating,
    score: scoreOf(kind, rating),
    verdict: verdictOf(kind, rating),
    ...(reply.isPressed ? pressed(invitation, template, reply) : {}),
  };
  const response = before
    ? await ctx.db.update(surveyResponses, before.id, { ...given, changedAt: ctx.now() })
    : await ctx.db.insert(surveyResponses, { invitationId: invitation.id, answeredAt: ctx.now(), ...given });
  ctx.touch('survey');
  if (invitation.isTest) return;
  const isChange = before !== undefined;
  if (before?.rating !== rating) {
    await tellHistory(ctx, invitation, before, response);
    const { id: surveyId, ticketId, clientId, contactId } = invitation;
    const about = { surveyId, ticketId, clientId, contactId };
    ctx.emit(surveyAnswered, surveyId, { ...about, rating, verdict: given.verdict, isChange });
  }
  const isLow = template.followUpAt !== null && rating <= template.followUpAt;
  if (response.followUpState === null) await planFollowUp(ctx, invitation.id, isLow ? response : null);
}

function pressed(invitation: Invitation, { kind, texts }: Template, { further, comment, mayQuote }: SurveyReply) {
  const { words } = wordsFor(texts, invitation.locale);
  return {
    isConfirmed: true,
    comment,
    mayQuote,
    further: words.further.flatMap((question, at) => {
      const rating = further[at] ?? null;
      return rating !== null && isRating(kind, rating) ? [{ question, rating }] : [];
    }),
  };
}

/** A line in the ticket's history. */
async function tellHistory(ctx: Ctx, { ticketId }: Invitation, before: Response | undefined, after: Response) {
  if (!ticketId) return;
  await recordChange(ctx, {
    action: 'survey.answer',
    subject: 'tickets',
    subjectId: ticketId,
    before: { surveyRating: before ? ratingText(before.kind, before.rating) : null },
    after: { surveyRating: ratingText(after.kind, after.rating) },
  });
}
