import type { SurveyFigures } from '../contract';

/** A share in whole percent; a dash where there is nothing to share. Never 100 % or 0 % unless it is exactly that. */
export function percentOf(part: number, all: number): string {
  if (all === 0) return '–';
  const percent = Math.round((part * 100) / all);
  if (percent === 100 && part < all) return '99 %';
  return percent === 0 && part > 0 ? '1 %' : `${percent} %`;
}

/** The mean score of the answers, 0 to 100, whole; a dash without answers. */
export const averageOf = ({ scores, answered }: Pick<SurveyFigures, 'scores' | 'answered'>): string =>
  answered === 0 ? '–' : String(Math.round(scores / answered));
