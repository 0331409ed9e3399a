'use client';

import Link from 'next/link';
import { recentPeriod } from '@kelp/std';
import { ErrorState, Section } from '@kelp/ui';
import { averageOf, percentOf } from './figures';
import { t } from './strings';
import { SurveyEntry } from './survey-entry';
import { useSurveyResults, useSurveys } from './survey-queries';
import './surveys.css';

const shown = 3;

/** How a client rated the last year, and its newest words; nothing when it was never asked. */
export function ClientSurveys({ clientId }: { clientId: string }) {
  const results = useSurveyResults({ ...recentPeriod('year'), clientId });
  const newest = useSurveys({ clientId, outcome: 'answered' }, shown);
  if (!results.data && results.error)
    return (
      <Section title={t('panel.title')}>
        <ErrorState error={results.error} onRetry={() => void results.refetch()} />
      </Section>
    );
  const total = results.data?.total;
  if (!total || total.sent === 0) return null;
  const all = `/msp/surveys?client=${clientId}&period=year`;
  return (
    <Section title={t('panel.title')} actions={<Link href={all}>{t('client.all')}</Link>}>
      <p className="kelp-survey-line">
        {t('client.line', {
          answered: total.answered,
          sent: total.sent,
          good: percentOf(total.good, total.answered),
          average: averageOf(total),
        })}
      </p>
      <ul className="kelp-entries" aria-label={t('client.newest')}>
        {newest.data?.pages
          .flatMap(({ rows }) => rows)
          .slice(0, shown)
          .map((row) => (
            <SurveyEntry key={row.id} survey={row} hides={['client']} />
          ))}
      </ul>
    </Section>
  );
}
