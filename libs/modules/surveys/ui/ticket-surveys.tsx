'use client';

import { useState } from 'react';
import { Section } from '@kelp/ui';
import { FollowUpDialog } from './follow-up-dialog';
import { t } from './strings';
import { SurveyEntry } from './survey-entry';
import { useTicketSurveys } from './survey-queries';
import './surveys.css';

/** What the contact was asked about a ticket and what they answered; nothing while nobody was asked. */
export function TicketSurveys({ ticketId }: { ticketId: string }) {
  const { data } = useTicketSurveys(ticketId);
  const [finishing, setFinishing] = useState<string | null>(null);
  if (!data || data.rows.length === 0) return null;
  return (
    <Section title={t('panel.title')}>
      <ul className="kelp-entries" aria-label={t('panel.title')}>
        {data.rows.map((row) => (
          <SurveyEntry
            key={row.id}
            survey={row}
            hides={['ticket', 'client']}
            onFollowUp={row.mayFollowUp ? () => setFinishing(row.id) : undefined}
          />
        ))}
      </ul>
      {finishing && <FollowUpDialog surveyId={finishing} onClose={() => setFinishing(null)} />}
    </Section>
  );
}
