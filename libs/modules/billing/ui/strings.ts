import { translator } from '@kelp/ui';
import strings from '../i18n/en.json';

export const t = translator(strings);
export type StringKey = keyof typeof strings;

/** The text of a key that is put together from data; the data itself when nobody has worded it. */
export const wordFor = (prefix: string, name: string): string => {
  const key = `${prefix}.${name}`;
  return key in strings ? t(key as StringKey) : name.replaceAll('_', ' ');
};
