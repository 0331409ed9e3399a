import { isAppError, unmarkedSentence } from '@kelp/std';
import { t } from '../i18n';

/** The sentence to show for anything that was thrown: the server's own words, or a plain one that says what to do. Fields that are not marked are told in it. */
export function errorSentence(error: unknown, marksFields = false): string {
  if (typeof error === 'string') return error;
  if (!isAppError(error)) return t('error.unknown');
  return marksFields ? error.message : unmarkedSentence(error);
}
