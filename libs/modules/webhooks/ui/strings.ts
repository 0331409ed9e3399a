import { translator } from '@kelp/ui';
import strings from '../i18n/en.json';

export const t = translator(strings);

/** What events are about, in words; a noun without words as it is. */
export function nounText(noun: string): string {
  const key = `noun.${noun}`;
  return key in strings ? t(key as keyof typeof strings) : noun;
}
