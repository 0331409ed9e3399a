import { translator } from '@kelp/ui';
import strings from '../i18n/en.json';

export const t = translator(strings);

/** The words for a key that the server named, such as an event; nothing where this program has none. */
export const said = (key: string): string => (key in strings ? t(key as keyof typeof strings) : '');
