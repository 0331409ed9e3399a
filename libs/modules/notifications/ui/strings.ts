import { translator } from '@kelp/ui';
import strings from '../i18n/en.json';

export const t = translator(strings);

const isKey = (key: string): key is keyof typeof strings => Object.hasOwn(strings, key);

/** What a mail is called on screens; one without words of its own keeps the name that programs know it by. */
export function mailName(name: string): string {
  const key = `mail.${name}`;
  return isKey(key) ? t(key) : name;
}
