import { translator } from '@kelp/ui';
import strings from '../i18n/en.json';

export const t = translator(strings);

/** The string of a key put together of data, or the word itself where there is none for it. */
export const wordFor = (group: string, word: string): string =>
  Object.hasOwn(strings, `${group}.${word}`) ? t(`${group}.${word}` as keyof typeof strings) : word;
