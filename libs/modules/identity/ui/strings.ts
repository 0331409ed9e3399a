import { translator } from '@kelp/ui';
import strings from '../i18n/en.json';

/** The strings of this room's pages. */
export const t = translator(strings);
