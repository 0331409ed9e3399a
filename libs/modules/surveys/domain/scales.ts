/** How a survey is answered. */
export const surveyKinds = ['stars', 'smileys', 'thumbs', 'nps', 'effort'] as const;
export type SurveyKind = (typeof surveyKinds)[number];

/** What an answer says, whatever it was given by: the same three words for all kinds. */
export const verdicts = ['good', 'fair', 'poor'] as const;
export type Verdict = (typeof verdicts)[number];

interface Scale {
  min: number;
  max: number;
  /** From here on the client is content. */
  goodFrom: number;
  /** Up to here the client is not. */
  poorTo: number;
}

/** The higher the better in every kind: 7 of effort is "very easy". Promoters and detractors are those of NPS. */
export const scales: Record<SurveyKind, Scale> = {
  stars: { min: 1, max: 5, goodFrom: 4, poorTo: 2 },
  smileys: { min: 1, max: 5, goodFrom: 4, poorTo: 2 },
  thumbs: { min: 0, max: 1, goodFrom: 1, poorTo: 0 },
  nps: { min: 0, max: 10, goodFrom: 9, poorTo: 6 },
  effort: { min: 1, max: 7, goodFrom: 5, poorTo: 3 },
};

/** Every rating of a kind, the worst first. */
export function ratingsOf(kind: SurveyKind): number[] {
  const { min, max } = scales[kind];
  return Array.from({ length: max - min + 1 }, (_, at) => min + at);
}

/** Whether a rating is one of the kind's. */
export const isRating = (kind: SurveyKind, rating: number): boolean => ratingsOf(kind).includes(rating);

export function verdictOf(kind: SurveyKind, rating: number): Verdict {
  const { goodFrom, poorTo } = scales[kind];
  if (rating >= goodFrom) return 'good';
  return rating <= poorTo ? 'poor' : 'fair';
}

/** The rating on a scale from 0, the worst, to 100, so that answers of different kinds have one average. A whole number. */
export function scoreOf(kind: SurveyKind, rating: number): number {
  const { min, max } = scales[kind];
  return Math.round(((rating - min) * 100) / (max - min));
}

const smileys = ['😡', '🙁', '😐', '🙂', '😀'];

/** The sign that people press for a rating. */
export function signOf(kind: SurveyKind, rating: number): string {
  if (kind === 'stars') return '★'.repeat(rating);
  if (kind === 'smileys') return smileys[rating - 1] ?? String(rating);
  if (kind === 'thumbs') return rating === 1 ? '👍' : '👎';
  return String(rating);
}

/** A rating in words that need no picture: `4/5`; of thumbs `+` or `−`. */
export function ratingText(kind: SurveyKind, rating: number): string {
  if (kind === 'thumbs') return rating === 1 ? '+' : '−';
  return `${rating}/${scales[kind].max}`;
}
