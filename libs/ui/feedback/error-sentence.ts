import { isAppError } from '@kelp/std';
import { t } from '../i18n';

/** The sentence to show for anything that was thrown: the server's own words, or a plain one that says what to do. */
export function errorSentence(error: unknown): string {
  if (typeof error === 'string') return error;
  return isAppError(error) ? error.message : t('error.unknown');
}
