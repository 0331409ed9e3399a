'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '@kelp/identity/screens';
import { EmptyState, ExportButton, Section, QueryState } from '@kelp/ui';
import { exportSurveys } from '../contract';
import { FollowUpDialog } from './follow-up-dialog';
import { t } from './strings';
import { SurveyEntry } from './survey-entry';
import { useSurveys, type ListQuestion } from './survey-queries';

/** The rows of a filter, the newest first, and the way to take them along. */
export function AnswersList({ title, question }: { title: string; question: ListQuestion }) {
  const query = useSurveys(question);
  const mayFinish = useMe().data?.permissions.includes('ticket.update') ?? false;
  const [finishing, setFinishing] = useState<string | null>(null);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Section title={title} actions={<ExportButton query={exportSurveys} input={question} />}>
      <QueryState query={query} lines={3} />
      {query.isSuccess && rows.length === 0 && <EmptyState title={t('results.none')} text={t('results.noneText')} />}
      <ul className="kelp-entries" aria-label={title}>
        {rows.map((row) => (
          <SurveyEntry
            key={row.id}
            survey={row}
            onFollowUp={mayFinish && row.answer?.followUp?.state === 'open' ? () => setFinishing(row.id) : undefined}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" mt="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('results.more')}
        </Button>
      )}
      {finishing && <FollowUpDialog surveyId={finishing} onClose={() => setFinishing(null)} />}
    </Section>
  );
}
