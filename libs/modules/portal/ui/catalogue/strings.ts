import { translator } from '@kelp/ui';
import strings from '../../i18n/catalogue.en.json';

/** The words of the screens where staff design forms and see what was asked for. */
export const t = translator(strings);
