'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { RelativeTime } from '@kelp/ui';
import type { Survey } from '../contract';
import { ratingLabel, FollowUpBadge, RatingBadge } from './survey-marks';
import { t } from './strings';

interface SurveyEntryProps {
  survey: Survey;
  /** What the page says anyway is left out. */
  hides?: readonly ('ticket' | 'client')[];
  /** Offered where the reader may finish the follow-up. */
  onFollowUp?: (() => void) | undefined;
}

function About({ survey: { ticket, client, contact, technician }, hides = [] }: SurveyEntryProps) {
  return (
    <span className="kelp-muted kelp-survey-about">
      {ticket && !hides.includes('ticket') && (
        <Link href={`/msp/tickets/${ticket.id}`}>
          {ticket.number} {ticket.title}
        </Link>
      )}
      {client && !hides.includes('client') && <Link href={`/msp/clients/${client.id}`}>{client.name}</Link>}
      {contact && <Link href={`/msp/contacts/${contact.id}`}>{contact.name}</Link>}
      {technician && <span>{t('entry.technician', { name: technician.name })}</span>}
    </span>
  );
}

/** One survey: what was answered and said, about what, by whom. */
export function SurveyEntry(props: SurveyEntryProps) {
  const { survey, onFollowUp } = props;
  const { answer } = survey;
  return (
    <li className="kelp-entry kelp-survey-entry">
      <span className="kelp-entry-words">
        <span className="kelp-survey-said">
          {answer ? <RatingBadge answer={answer} /> : <span className="kelp-muted">{t('entry.none')}</span>}
          {answer && <FollowUpBadge answer={answer} />}
          {answer?.mayQuote && <span className="kelp-muted">{t('entry.mayQuote')}</span>}
          {answer && !answer.isConfirmed && <span className="kelp-muted">{t('entry.byClick')}</span>}
        </span>
        {answer?.comment && <span className="kelp-survey-comment">{answer.comment}</span>}
        {answer?.further.map(({ question, rating }) => (
          <span key={question} className="kelp-muted">
            {question} {ratingLabel(answer.kind, rating)}
          </span>
        ))}
        {answer?.followUp?.note && (
          <span className="kelp-muted">{t('entry.note', { note: answer.followUp.note })}</span>
        )}
        <About {...props} />
      </span>
      <span className="kelp-survey-end">
        <RelativeTime at={answer?.changedAt ?? answer?.answeredAt ?? survey.sentAt} />
        {onFollowUp && (
          <Button size="xs" variant="default" onClick={onFollowUp}>
            {t('followUp.finish')}
          </Button>
        )}
      </span>
    </li>
  );
}
