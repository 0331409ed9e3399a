import { boolean, instant, integer, json, smallint, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { SurveyConditions, SurveyLanguage, SurveyTexts } from './contract';
import type { SurveyKind, Verdict } from './domain/scales';

/** What is asked, and how it is answered. */
export const surveyTemplates = tenantColumns(
  'survey_templates',
  {
    name: text(),
    kind: text<SurveyKind>(),
    texts: json<SurveyTexts>(),
    followUpAt: smallint().orNull(),
    asksConsent: boolean().withDefault(),
    openDays: integer().withDefault(),
    isDefault: boolean().withDefault(),
    isEnabled: boolean().withDefault(),
  },
  {
    conflicts: {
      survey_templates_name_unique: 'There is already a survey template with this name. Choose another name.',
      survey_templates_one_default: 'Another template was made the default meanwhile. Try again.',
    },
  },
);

/** When somebody is asked. */
export const surveyTriggers = tenantColumns(
  'survey_triggers',
  {
    name: text(),
    templateId: uuid().orNull(),
    kind: text<'ticket_closed' | 'interval'>(),
    conditions: json<SurveyConditions>().withDefault(),
    throttleDays: integer().withDefault(),
    everyDays: integer().orNull(),
    position: integer().withDefault(),
    isActive: boolean().withDefault(),
  },
  {
    conflicts: {
      survey_triggers_name_unique: 'There is already a survey trigger with this name. Choose another name.',
    },
  },
);

/** Whom an interval asks. */
export const surveyTriggerContacts = tenantColumns(
  'survey_trigger_contacts',
  { triggerId: uuid(), contactId: uuid() },
  { noun: 'contact of a survey trigger' },
);

/** One survey that was sent to somebody. Client, contact and technician are those of the moment. */
export const surveyInvitations = tenantColumns(
  'survey_invitations',
  {
    templateId: uuid(),
    triggerId: uuid().orNull(),
    ticketId: uuid().orNull(),
    clientId: uuid().orNull(),
    contactId: uuid().orNull(),
    /** Who had the ticket when it was closed; of a test: who asked for it. */
    userId: uuid().orNull(),
    /** The closing that it asks about: one survey each. */
    causeId: uuid().orNull(),
    locale: text<SurveyLanguage>().withDefault(),
    tokenHash: text(),
    expiresAt: instant(),
    isTest: boolean().withDefault(),
    /** Links were followed as machines do: from then on only what somebody sends by the button counts. */
    doubtedAt: instant().orNull(),
  },
  { noun: 'survey', secret: ['tokenHash'] },
);

export const surveyResponses = tenantColumns(
  'survey_responses',
  {
    invitationId: uuid(),
    /** As it was asked, since a template may change. */
    kind: text<SurveyKind>(),
    rating: smallint(),
    further: json<{ question: string; rating: number }[]>().withDefault(),
    comment: text().withDefault(),
    mayQuote: boolean().withDefault(),
    score: smallint(),
    verdict: text<Verdict>(),
    /** Sent by the button of the page, not by the click in the mail alone. */
    isConfirmed: boolean().withDefault(),
    answeredAt: instant(),
    changedAt: instant().orNull(),
    followUpState: text<'open' | 'done'>().orNull(),
    followUpUserId: uuid().orNull(),
    followUpNote: text().withDefault(),
    followUpDoneAt: instant().orNull(),
    followUpDoneBy: uuid().orNull(),
  },
  { noun: 'answer' },
);
