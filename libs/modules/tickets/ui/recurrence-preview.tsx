'use client';

import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { errorSentence, useFormats } from '@kelp/ui';
import { previewRecurrence } from '../contract';
import { t } from './prepared-strings';
import type { RecurringDraft } from './recurring-ticket-dialog';

type Changes = RecurringDraft['changes'];

/** A wall time as people of the locale write it; the zone is the series’ own. */
function wallInWords(wall: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });
  return format.format(new Date(`${wall}:00Z`));
}

interface RecurrencePreviewProps {
  draft: RecurringDraft;
  onChanges: (changes: Changes) => void;
}

/** The next five tickets, what closed days leave out or shift, and single dates to leave out by hand. */
export function RecurrencePreview({ draft, onChanges }: RecurrencePreviewProps) {
  const { locale } = useFormats();
  const { rule, zone, startsAtWall, endsOn, closedDays, changes } = draft;
  const input = { rule, zone, startsAtWall, endsOn, closedDays, changes };
  const query = useQuery({
    queryKey: [previewRecurrence.name, input],
    queryFn: ({ signal }) => call(previewRecurrence, input, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const leftOut = changes.filter(({ kind }) => kind === 'cancelled');
  return (
    <section aria-label={t('recur.next')}>
      <strong>{t('recur.next')}</strong>
      {query.isError && <p className="kelp-field-error">{errorSentence(query.error)}</p>}
      {!query.isError && query.data && (
        <ul className="kelp-recurrence-dates" aria-live="polite">
          {query.data.dates.map(({ original, wall, what }) => (
            <li key={original}>
              <span>{wallInWords(wall, locale)}</span>
              {what !== 'opens' && <span className="kelp-muted">{t(`recur.what.${what}`)}</span>}
              {what !== 'skipped' && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() =>
                    onChanges([...changes.filter((one) => one.original !== original), { original, kind: 'cancelled' }])
                  }
                >
                  {t('recur.leaveOut')}
                </Button>
              )}
            </li>
          ))}
          {query.data.dates.length === 0 && <li>{t('recur.noMore')}</li>}
        </ul>
      )}
      {query.data && !query.data.knowsClosedDays && closedDays !== 'keep' && (
        <p className="kelp-muted">{t('recur.noHours')}</p>
      )}
      {leftOut.length > 0 && (
        <p className="kelp-muted">
          {t('recur.leftOut', { dates: leftOut.map(({ original }) => wallInWords(original, locale)).join('; ') })}{' '}
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => onChanges(changes.filter(({ kind }) => kind !== 'cancelled'))}
          >
            {t('recur.takeBack')}
          </Button>
        </p>
      )}
    </section>
  );
}
