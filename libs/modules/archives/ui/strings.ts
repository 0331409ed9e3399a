import { translator } from '@kelp/ui';
import strings from '../i18n/en.json';

export const t = translator(strings);
