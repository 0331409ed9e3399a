'use client';

import { StatusBadge, type Tone } from '@kelp/ui';
import type { Survey } from '../contract';
import { ratingText, signOf, type SurveyKind, type Verdict } from '../domain/scales';
import { t } from './strings';

const tones: Record<Verdict, Tone> = { good: 'success', fair: 'warning', poor: 'danger' };

/** A rating by its sign and in words. */
export function ratingLabel(kind: SurveyKind, rating: number): string {
  if (kind === 'thumbs') return t(rating === 1 ? 'thumb.up' : 'thumb.down');
  return kind === 'nps' || kind === 'effort'
    ? ratingText(kind, rating)
    : `${signOf(kind, rating)} ${ratingText(kind, rating)}`;
}

/** What somebody answered, with a tone that the words say too. */
export function RatingBadge({
  answer,
}: {
  answer: Pick<NonNullable<Survey['answer']>, 'kind' | 'rating' | 'verdict'>;
}) {
  return <StatusBadge plain tone={tones[answer.verdict]} label={ratingLabel(answer.kind, answer.rating)} />;
}

/** How far a follow-up is; nothing where none was opened. */
export function FollowUpBadge({ answer }: { answer: NonNullable<Survey['answer']> }) {
  const { followUp } = answer;
  if (!followUp) return null;
  const name = (followUp.state === 'done' ? followUp.doneBy : followUp.user)?.name ?? '';
  const tone = followUp.state === 'done' ? 'success' : 'waiting';
  return (
    <StatusBadge
      plain
      tone={tone}
      label={t(name ? `followUp.${followUp.state}By` : `followUp.${followUp.state}`, { name })}
    />
  );
}
