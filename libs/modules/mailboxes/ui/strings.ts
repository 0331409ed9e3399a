import { translator } from '@kelp/ui';
import strings from '../i18n/en.json';

export const t = translator(strings);

/** Why a mail was left out, in words; a failure's own sentence as it is. */
export function reasonText(reason: string): string {
  const key = `reason.${reason}`;
  return key in strings ? t(key as keyof typeof strings) : reason;
}
