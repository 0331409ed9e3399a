import { contract, idOf, instant, lineOfText, longText, z } from '@kelp/kernel/contract';
import { surveyKinds } from '../domain/scales';

export const surveyKind = z.enum(surveyKinds);

/** The languages that a survey may speak. Whoever reads another one gets English. */
export const surveyLanguages = ['en', 'de'] as const;
export type SurveyLanguage = (typeof surveyLanguages)[number];

const words = z.object({
  /** The question that the rating answers. */
  prompt: lineOfText(200),
  /** Further questions, answered by the same kind of rating on the page. */
  further: z.array(lineOfText(200)).max(2, 'At most three questions in all.').default([]),
  /** What stands over the field for a comment. */
  commentPrompt: lineOfText(200),
  thanks: longText(1000).refine((text) => text.trim() !== '', 'Please fill this in.'),
  /** What the ends of the scale mean. */
  low: lineOfText(40),
  high: lineOfText(40),
});
export type SurveyWords = z.output<typeof words>;

export const surveyTexts = z
  .object({ en: words, de: words.optional() })
  .refine(({ en, de }) => !de || de.further.length === en.further.length, {
    error: 'Ask the same number of questions in both languages.',
    path: ['de', 'further'],
  });
export type SurveyTexts = z.output<typeof surveyTexts>;

const template = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: surveyKind,
  texts: surveyTexts,
  /** A rating up to this one opens a follow-up; null: none does. */
  followUpAt: z.number().nullable(),
  /** Asks whether the answer may be quoted in public. */
  asksConsent: z.boolean(),
  /** For so many days a link may be answered, and the answer changed. */
  openDays: z.number(),
  /** Triggers that name no template use this one. */
  isDefault: z.boolean(),
  /** A template that is off is sent to nobody. */
  isEnabled: z.boolean(),
  /** Invitations so far, tests left out. */
  sent: z.number(),
  updatedAt: instant,
  version: z.number(),
});
export type SurveyTemplate = z.output<typeof template>;

export const listSurveyTemplates = contract({
  name: 'survey_template.list',
  input: z.object({}),
  output: z.object({ rows: z.array(template) }),
});

export const getSurveyTemplate = contract({
  name: 'survey_template.get',
  input: z.object({ id: idOf('survey template') }),
  output: template,
});

const given = {
  name: lineOfText(100),
  texts: surveyTexts,
  followUpAt: z.number().int().nullable(),
  asksConsent: z.boolean(),
  openDays: z.number().int().min(1, 'At least one day.').max(365, 'At most 365 days.'),
  isDefault: z.boolean(),
  isEnabled: z.boolean(),
};

export const createSurveyTemplate = contract({
  name: 'survey_template.create',
  input: z.object({
    ...given,
    kind: surveyKind,
    followUpAt: given.followUpAt.default(null),
    asksConsent: given.asksConsent.default(false),
    openDays: given.openDays.default(30),
    isDefault: given.isDefault.default(false),
    isEnabled: given.isEnabled.default(true),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** The kind of a template that was sent stays: its answers are ratings of that kind. */
export const updateSurveyTemplate = contract({
  name: 'survey_template.update',
  input: z.object({
    id: idOf('survey template'),
    version: z.number().int(),
    ...z.object({ ...given, kind: surveyKind }).partial().shape,
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** Refused for the default one, for one that a trigger names and for one that was sent. */
export const deleteSurveyTemplate = contract({
  name: 'survey_template.delete',
  input: z.object({ id: idOf('survey template') }),
  output: z.object({ id: z.uuid() }),
});

/** Sends the survey to the caller's own address; the link works, what is answered counts nowhere. */
export const testSurveyTemplate = contract({
  name: 'survey_template.test',
  input: z.object({ id: idOf('survey template'), language: z.enum(surveyLanguages).default('en') }),
  output: z.object({ address: z.string() }),
});
