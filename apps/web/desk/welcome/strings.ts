import { translator } from '@kelp/ui';
import strings from './en.json';

export const t = translator(strings);
