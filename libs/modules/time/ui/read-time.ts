import { isAppError, localDate } from '@kelp/std';
import { dateOfQuickDay, type QuickDay } from '../domain/quick-day';
import { parseQuickLog, type LoggableService, type QuickLog } from '../domain/parse-quick-log';

/** The typed line as it is understood, or the sentence that says what is wrong with it; null for an empty one. */
export function readTimeLine(
  text: string,
  services: readonly LoggableService[],
): { log: QuickLog; problem: null } | { log: null; problem: string } | null {
  if (text.trim() === '') return null;
  try {
    return { log: parseQuickLog(text, services), problem: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { log: null, problem: error.message };
  }
}

/** A local work date as people write it: `Tue, 3 Mar`. */
export const workDateText = (workDate: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${workDate}T00:00:00Z`),
  );

/** The day that a line names as a date, or the sentence why it cannot be meant. */
export function dayWords(day: QuickDay, now: Date, zone: string, locale: string): string {
  try {
    return workDateText(dateOfQuickDay(day, localDate(now, zone)), locale);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.message;
  }
}
