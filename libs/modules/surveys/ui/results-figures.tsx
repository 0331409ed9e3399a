'use client';

import { Anchor, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { Section } from '@kelp/ui';
import type { z } from '@kelp/kernel/contract';
import type { getSurveyResults, SurveyFigures } from '../contract';
import { averageOf, percentOf } from './figures';
import type { Show } from './results-address';
import { t } from './strings';
import { ratingLabel } from './survey-marks';

export type Results = z.output<typeof getSurveyResults.output>;
export type Open = (changes: Record<string, string | null>) => void;

interface CountProps {
  count: number;
  /** For those who hear the number alone. */
  label: string;
  onOpen: () => void;
}

/** A number that opens the rows behind it; none opens nothing. */
function Count({ count, label, onOpen }: CountProps) {
  if (count === 0) return <>0</>;
  return (
    <Anchor component="button" type="button" onClick={onOpen} aria-label={t('results.open', { count, label })}>
      {count}
    </Anchor>
  );
}

function Figure({ label, children, note }: { label: string; children: ReactNode; note?: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
      {note && <dd className="kelp-muted kelp-survey-note">{note}</dd>}
    </div>
  );
}

/** The figures of the whole period. */
export function Totals({ results, onOpen }: { results: Results; onOpen: Open }) {
  const { total, openFollowUps } = results;
  const count = (show: Show, value: number) => (
    <Count count={value} label={t(`show.${show}`)} onOpen={() => onOpen({ show })} />
  );
  return (
    <dl className="kelp-survey-figures">
      <Figure label={t('figure.sent')}>{count('sent', total.sent)}</Figure>
      <Figure label={t('figure.answered')}>{count('answered', total.answered)}</Figure>
      <Figure label={t('figure.rate')}>{percentOf(total.answered, total.sent)}</Figure>
      <Figure label={t('figure.satisfied')}>{percentOf(total.good, total.answered)}</Figure>
      <Figure label={t('figure.average')} note={t('figure.averageOf')}>
        {averageOf(total)}
      </Figure>
      <Figure label={t('figure.poor')}>{count('poor', total.poor)}</Figure>
      <Figure label={t('figure.followUps')}>
        <Count count={openFollowUps} label={t('figure.followUps')} onOpen={() => onOpen({ followUp: 'open' })} />
      </Figure>
    </dl>
  );
}

/** How often each rating was given. */
export function Distribution({ results, onOpen }: { results: Results; onOpen: Open }) {
  return (
    <>
      {results.distribution.map(({ kind, average, nps, ratings }) => {
        const most = Math.max(...ratings.map(({ count }) => count));
        const facts = nps === null ? t('results.mean', { average }) : t('results.nps', { average, nps });
        return (
          <Section key={kind} title={t(`kind.${kind}`)} actions={<span className="kelp-muted">{facts}</span>}>
            <ul className="kelp-survey-bars" aria-label={t(`kind.${kind}`)}>
              {[...ratings].reverse().map(({ rating, count }) => (
                <li key={rating}>
                  <span>{ratingLabel(kind, rating)}</span>
                  <span className="kelp-survey-bar" aria-hidden="true">
                    <i style={{ width: `${(count * 100) / most}%` }} />
                  </span>
                  <span className="kelp-num">
                    <Count
                      count={count}
                      label={ratingLabel(kind, rating)}
                      onOpen={() => onOpen({ rating: `${kind}:${rating}` })}
                    />
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        );
      })}
    </>
  );
}

export interface FigureLine extends SurveyFigures {
  key: string;
  name: ReactNode;
  /** The name for those who hear a number alone. */
  spoken: string;
  /** What the address must say for exactly these rows. */
  address: Record<string, string | null>;
}

const counted = ['sent', 'answered', 'good', 'fair', 'poor'] as const;

/** Lines of figures; each number opens the rows behind it. */
export function FigureTable({ label, lines, onOpen }: { label: string; lines: readonly FigureLine[]; onOpen: Open }) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label={label} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{label}</Table.Th>
            {counted.map((show) => (
              <Table.Th key={show} ta="end">
                {t(`column.${show}`)}
              </Table.Th>
            ))}
            <Table.Th ta="end">{t('figure.satisfied')}</Table.Th>
            <Table.Th ta="end">{t('figure.average')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.key}>
              <Table.Td>{line.name}</Table.Td>
              {counted.map((show) => (
                <Table.Td key={show} ta="end" className="kelp-num">
                  <Count
                    count={line[show]}
                    label={`${t(`column.${show}`)}, ${line.spoken}`}
                    onOpen={() => onOpen({ ...line.address, show })}
                  />
                </Table.Td>
              ))}
              <Table.Td ta="end" className="kelp-num">
                {percentOf(line.good, line.answered)}
              </Table.Td>
              <Table.Td ta="end" className="kelp-num">
                {averageOf(line)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
