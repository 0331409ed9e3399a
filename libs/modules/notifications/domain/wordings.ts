import { localeChain } from '@kelp/kernel';
import type { Reason } from './subtypes';
import { germanWords } from './wordings-de';
import { englishWords, type WordingKey, type Words } from './wordings-en';

export type { WordingKey } from './wordings-en';
export type Facts = Record<string, string | number>;
/** Words in one language. */
export type Say = (key: WordingKey, facts?: Facts) => string;

const languages: Record<string, Words> = { en: englishWords, de: germanWords };

/** The languages in which notices are worded. */
export const noticeLanguages = Object.keys(languages);

/** Words in this language; where it has none, in its nearest fallback. */
export function sayIn(locale: string): Say {
  const chain = localeChain(locale).flatMap((one) => languages[one] ?? []);
  return (key, facts = {}) => {
    const words = chain.find((one) => one[key] !== undefined)?.[key] ?? englishWords[key];
    return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
  };
}

/** Why a person with this tie is told, as the end of a sentence. */
export const sayReason = (say: Say, reason: Reason): string => say(`reason.${reason}`);
