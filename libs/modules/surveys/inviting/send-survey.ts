import { localeChain, sendEmail, type Ctx, type z } from '@kelp/kernel';
import { dispatchOf, mailClient } from '@kelp/mailboxes';
import { randomToken, sha256 } from '@kelp/platform/crypto';
import type { Row } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import type { tickets } from '@kelp/tickets';
import type { SurveyLanguage, SurveyTexts, SurveyWords } from '../contract';
import { ratingsOf, ratingText, signOf } from '../domain/scales';
import { surveyInvitationEmail } from '../emails/survey-invitation';
import { surveySent } from '../events';
import { surveyInvitations, type surveyTemplates } from '../tables';
import { surveyAddress } from './survey-address';

type Template = Row<typeof surveyTemplates>;

export interface Recipient {
  to: { address: string; name: string; locale: string | null; contactId?: string };
  ticket?: Row<typeof tickets>;
  clientId?: string | null;
  triggerId?: string;
  /** The closing that it is about. */
  causeId?: string;
  userId?: string | null;
  isTest?: boolean;
}

/** The language of a template that somebody who reads this one gets, and its words. */
export function wordsFor(texts: SurveyTexts, locale: string): { language: SurveyLanguage; words: SurveyWords } {
  for (const one of localeChain(locale)) {
    if (one === 'de' && texts.de) return { language: 'de', words: texts.de };
    if (one === 'en') break;
  }
  return { language: 'en', words: texts.en };
}

/**
 * Writes one survey and mails it, as part of the ticket's thread where it is about one. Its token stands in the mail alone; here is a hash. The
 * caller has asked whether this person may be asked now.
 */
export async function sendSurvey(ctx: Ctx, template: Template, recipient: Recipient): Promise<void> {
  const { to, ticket, isTest = false } = recipient;
  const workspace = await readTenant(ctx);
  const { language, words } = wordsFor(template.texts, to.locale ?? workspace.locale);
  const token = randomToken(24);
  const addressOf = await surveyAddress(ctx, token);
  const { id } = await ctx.db.insert(surveyInvitations, {
    templateId: template.id,
    triggerId: recipient.triggerId ?? null,
    ticketId: ticket?.id ?? null,
    clientId: recipient.clientId ?? null,
    contactId: to.contactId ?? null,
    userId: recipient.userId ?? null,
    causeId: recipient.causeId ?? null,
    locale: language,
    tokenHash: sha256(token),
    expiresAt: new Date(ctx.now().getTime() + template.openDays * 86_400_000),
    isTest,
  });
  const props: z.input<typeof surveyInvitationEmail.props> = {
    name: to.name,
    workspace: workspace.name,
    number: ticket?.numberText ?? '',
    title: ticket?.title ?? '',
    prompt: words.prompt,
    low: words.low,
    high: words.high,
    choices: ratingsOf(template.kind).map((rating) => ({
      sign: signOf(template.kind, rating),
      label: ratingText(template.kind, rating),
      href: addressOf(rating),
    })),
    isTest,
  };
  const dedupeKey = `survey:${id}`;
  if (ticket) {
    const participant = { address: to.address, name: to.name, contactId: to.contactId ?? null, locale: language };
    const dispatch = await dispatchOf(ctx, ticket);
    await mailClient(ctx, surveyInvitationEmail, ticket, dispatch, { to: participant, dedupeKey, props });
  } else await sendEmail(ctx, surveyInvitationEmail, { to, dedupeKey, props, locale: language });
  ctx.touch('survey');
  if (isTest) return;
  const { clientId = null } = recipient;
  ctx.emit(surveySent, id, {
    surveyId: id,
    ticketId: ticket?.id ?? null,
    clientId,
    contactId: to.contactId ?? null,
  });
}
