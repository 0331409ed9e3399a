'use client';

import { Anchor, Group, SegmentedControl } from '@mantine/core';
import Link from 'next/link';
import { formatInstant } from '@kelp/std';
import { useMe } from '@kelp/identity/screens';
import { EmptyState, PageHeader, QueryState, Section, TrendChart, useAddress, useFormats } from '@kelp/ui';
import { AnswersList } from './answers-list';
import { averageOf } from './figures';
import { nothingChosen, readAddress, type ReadAddress } from './results-address';
import { Distribution, FigureTable, Totals, type FigureLine, type Open, type Results } from './results-figures';
import { ResultsFilters } from './results-filters';
import { t } from './strings';
import { useSurveyResults } from './survey-queries';
import './surveys.css';

const dimensions = ['week', 'client', 'technician'] as const;
type Dimension = (typeof dimensions)[number];

function useLines(results: Results, by: Dimension, onOpen: Open): FigureLine[] {
  const { locale, timeZone } = useFormats();
  if (by === 'week')
    return results.weeks.map((week) => {
      const name = formatInstant(week.from, timeZone, locale, 'date');
      const address = { from: week.from.toISOString(), until: week.until.toISOString() };
      return { ...week, key: address.from, name, spoken: name, address };
    });
  return results[`${by}s`].map((row) => {
    const name = row.name || t(`results.none.${by}`);
    const shown = row.id ? (
      <Anchor component="button" type="button" ta="start" onClick={() => onOpen({ [by]: row.id })}>
        {name}
      </Anchor>
    ) : (
      name
    );
    return { ...row, key: row.id ?? 'none', name: shown, spoken: name, address: { by, row: row.id ?? 'none' } };
  });
}

/** How content clients were, week by week; weeks without an answer stand empty. */
function Trend({ weeks }: { weeks: Results['weeks'] }) {
  const { locale, timeZone } = useFormats();
  return (
    <TrendChart
      label={t('results.trend')}
      points={weeks.map((week) => {
        const day = formatInstant(week.from, timeZone, locale, 'date');
        return {
          key: week.from.toISOString(),
          label: day.replace(/[ ,]*\d{4}$/, ''),
          text: t('results.trendWeek', { day, average: averageOf(week), count: week.answered }),
          value: week.answered === 0 ? 0 : week.scores / week.answered,
        };
      })}
    />
  );
}

function Parts({
  results,
  by,
  onOpen,
  onChoose,
}: {
  results: Results;
  by: Dimension;
  onOpen: Open;
  onChoose: (by: string) => void;
}) {
  const lines = useLines(results, by, onOpen);
  return (
    <>
      <Totals results={results} onOpen={onOpen} />
      <Section title={t('results.trend')}>
        <Trend weeks={results.weeks} />
      </Section>
      <div className="kelp-survey-kinds">
        <Distribution results={results} onOpen={onOpen} />
      </div>
      <Group>
        <SegmentedControl
          aria-label={t('results.by')}
          value={by}
          onChange={onChoose}
          data={dimensions.map((value) => ({ value, label: t(`results.by.${value}`) }))}
        />
      </Group>
      <FigureTable label={t(`results.by.${by}`)} lines={lines} onOpen={onOpen} />
    </>
  );
}

function titleOf({ list, show }: ReadAddress): string {
  if (list.followUp) return t(`list.followUp.${list.followUp}`);
  return t(`show.${show}`);
}

/** What surveys brought: figures, trend, ratings, by week, client and technician, and the answers behind each number. */
export function SurveyResultsPage() {
  const [address, change] = useAddress();
  const { locale, timeZone } = useFormats();
  const maySettings = useMe().data?.permissions.includes('survey.read') ?? false;
  const read = readAddress(address);
  const query = useSurveyResults(read.figures);
  const by = dimensions.find((one) => one === address.get('table')) ?? 'week';
  const day = (at: Date) => formatInstant(at, timeZone, locale, 'date');
  const results = query.data;
  const open: Open = (changes) => change({ ...nothingChosen, ...changes });
  const settings = maySettings && (
    <Anchor component={Link} href="/msp/settings/surveys" size="sm">
      {t('results.settings')}
    </Anchor>
  );
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('results.title')}
        meta={`${day(read.figures.from)} – ${day(read.figures.until)}`}
        actions={settings}
      />
      <ResultsFilters read={read} results={results} onChange={change} />
      <QueryState query={query} />
      {results && results.total.sent === 0 && (
        <EmptyState title={t('results.empty')} text={t('results.emptyText')} action={settings} />
      )}
      {results && results.total.sent > 0 && (
        <Parts results={results} by={by} onOpen={open} onChoose={(value) => change({ table: value })} />
      )}
      {results && (results.total.sent > 0 || read.list.followUp) && (
        <AnswersList title={titleOf(read)} question={read.list} />
      )}
    </div>
  );
}
