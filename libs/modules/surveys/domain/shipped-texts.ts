import type { SurveyTexts } from '../contract/templates';
import type { SurveyKind } from './scales';

const thanks = {
  en: 'Thank you for your answer. It helps us to get better.',
  de: 'Danke für Ihre Antwort. Sie hilft uns, besser zu werden.',
};
const comment = { en: 'What could we do better?', de: 'Was können wir besser machen?' };

type Asked = { prompt: string; low: string; high: string };
const asked: Record<SurveyKind, { en: Asked; de: Asked }> = {
  stars: {
    en: { prompt: 'How satisfied are you with our help?', low: 'Not at all', high: 'Very satisfied' },
    de: { prompt: 'Wie zufrieden sind Sie mit unserer Hilfe?', low: 'Gar nicht', high: 'Sehr zufrieden' },
  },
  smileys: {
    en: { prompt: 'How do you feel about our help?', low: 'Unhappy', high: 'Happy' },
    de: { prompt: 'Wie fanden Sie unsere Hilfe?', low: 'Schlecht', high: 'Gut' },
  },
  thumbs: {
    en: { prompt: 'Did we solve your request well?', low: 'No', high: 'Yes' },
    de: { prompt: 'Haben wir Ihre Anfrage gut gelöst?', low: 'Nein', high: 'Ja' },
  },
  nps: {
    en: { prompt: 'How likely are you to recommend us?', low: 'Not likely', high: 'Very likely' },
    de: {
      prompt: 'Wie wahrscheinlich empfehlen Sie uns weiter?',
      low: 'Unwahrscheinlich',
      high: 'Sehr wahrscheinlich',
    },
  },
  effort: {
    en: { prompt: 'How easy was it to get your request solved?', low: 'Very hard', high: 'Very easy' },
    de: { prompt: 'Wie einfach war es, Ihre Anfrage zu lösen?', low: 'Sehr schwer', high: 'Sehr einfach' },
  },
};

/** What a new template of a kind begins with, in both languages. */
export function shippedTexts(kind: SurveyKind): Required<SurveyTexts> {
  const { en, de } = asked[kind];
  return {
    en: { ...en, further: [], commentPrompt: comment.en, thanks: thanks.en },
    de: { ...de, further: [], commentPrompt: comment.de, thanks: thanks.de },
  };
}

/** Where a follow-up opens when nothing else is said: at what is poor. */
export const shippedFollowUp: Record<SurveyKind, number> = { stars: 2, smileys: 2, thumbs: 0, nps: 6, effort: 3 };
