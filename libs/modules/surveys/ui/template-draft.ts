import type { SurveyTemplate, SurveyTexts, SurveyWords } from '../contract';
import type { SurveyKind } from '../domain/scales';
import { shippedFollowUp, shippedTexts } from '../domain/shipped-texts';

/** A template as it is being written. German is null while the survey does not speak it. */
export interface TemplateDraft {
  name: string;
  kind: SurveyKind;
  en: SurveyWords;
  de: SurveyWords | null;
  followUpAt: number | null;
  asksConsent: boolean;
  openDays: number;
  isDefault: boolean;
  isEnabled: boolean;
}

export function draftOf(template: SurveyTemplate | null): TemplateDraft {
  if (!template)
    return {
      name: '',
      kind: 'stars',
      ...shippedTexts('stars'),
      followUpAt: shippedFollowUp.stars,
      asksConsent: false,
      openDays: 30,
      isDefault: false,
      isEnabled: true,
    };
  const { name, kind, texts, followUpAt, asksConsent, openDays, isDefault, isEnabled } = template;
  return { name, kind, en: texts.en, de: texts.de ?? null, followUpAt, asksConsent, openDays, isDefault, isEnabled };
}

const isShipped = (words: SurveyWords | null, shipped: SurveyWords): boolean =>
  words !== null && words.prompt === shipped.prompt && words.low === shipped.low && words.high === shipped.high;

/** Another kind: the shipped words follow it, what somebody wrote stays, and the follow-up starts anew on the new scale. */
export function withKind(draft: TemplateDraft, kind: SurveyKind): TemplateDraft {
  const [before, after] = [shippedTexts(draft.kind), shippedTexts(kind)];
  const follow = (words: SurveyWords | null, language: 'en' | 'de') => {
    if (!words || !isShipped(words, before[language])) return words;
    const { prompt, low, high } = after[language];
    return { ...words, prompt, low, high };
  };
  return {
    ...draft,
    kind,
    en: follow(draft.en, 'en') ?? draft.en,
    de: follow(draft.de, 'de'),
    followUpAt: draft.followUpAt === null ? null : shippedFollowUp[kind],
  };
}

/** What is saved; further questions that stayed empty in both languages are left out. */
export function inputOf({ en, de, name, ...facts }: TemplateDraft) {
  const isAsked = (_question: string, at: number) => Boolean(en.further[at]?.trim() || de?.further[at]?.trim());
  const trimmed = (words: SurveyWords): SurveyWords => ({ ...words, further: words.further.filter(isAsked) });
  const texts: SurveyTexts = { en: trimmed(en), ...(de ? { de: trimmed(de) } : {}) };
  return { ...facts, name: name.trim(), texts };
}

/** Adds a question in every language that the survey speaks. */
export function withQuestion(draft: TemplateDraft): TemplateDraft {
  const add = (words: SurveyWords): SurveyWords => ({ ...words, further: [...words.further, ''] });
  return { ...draft, en: add(draft.en), de: draft.de && add(draft.de) };
}

export function withoutQuestion(draft: TemplateDraft, at: number): TemplateDraft {
  const drop = (words: SurveyWords): SurveyWords => ({
    ...words,
    further: words.further.filter((_, place) => place !== at),
  });
  return { ...draft, en: drop(draft.en), de: draft.de && drop(draft.de) };
}

/** Begins German with the shipped words and as many questions as English has, or leaves it out. */
export function withGerman(draft: TemplateDraft, speaks: boolean): TemplateDraft {
  if (!speaks) return { ...draft, de: null };
  return { ...draft, de: { ...shippedTexts(draft.kind).de, further: draft.en.further.map(() => '') } };
}
