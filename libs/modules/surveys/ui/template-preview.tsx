'use client';

import type { SurveyWords } from '../contract';
import { ratingsOf, signOf, type SurveyKind } from '../domain/scales';
import { t } from './strings';
import { ratingLabel } from './survey-marks';

/** A survey as its mail and page ask it. */
export function TemplatePreview({ kind, words }: { kind: SurveyKind; words: SurveyWords }) {
  const questions = [words.prompt, ...words.further].filter((question) => question.trim());
  return (
    <section className="kelp-survey-preview" aria-label={t('template.preview')}>
      <p className="kelp-muted">{t('template.preview')}</p>
      {questions.map((question, at) => (
        <div key={at}>
          <p>
            <strong>{question}</strong>
          </p>
          <div className="kelp-survey-signs">
            {ratingsOf(kind).map((rating) => (
              <span key={rating} title={ratingLabel(kind, rating)}>
                {signOf(kind, rating)}
              </span>
            ))}
          </div>
          <div className="kelp-survey-ends">
            <span>{words.low}</span>
            <span>{words.high}</span>
          </div>
        </div>
      ))}
      <p>{words.commentPrompt}</p>
      <p className="kelp-muted" style={{ whiteSpace: 'pre-wrap' }}>
        {words.thanks}
      </p>
    </section>
  );
}
