import { translator } from '@kelp/ui';
import own from '../../i18n/board-settings.en.json';
import strings from '../../i18n/en.json';

/** The words of the settings of boards and lists, which no other page carries, and those of the room. */
export const t = translator({ ...strings, ...own });
