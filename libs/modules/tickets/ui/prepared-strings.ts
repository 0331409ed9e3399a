import { translator } from '@kelp/ui';
import strings from '../i18n/prepared-work.en.json';

export const t = translator(strings);
