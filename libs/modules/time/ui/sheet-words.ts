import { addDays, formatLocalDate } from '@kelp/std';

/** A period as people say it; its end is excluded: `9 Mar – 15 Mar 2026`. */
export const periodWords = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }, locale: string): string =>
  `${formatLocalDate(startsOn, locale, 'medium')} – ${formatLocalDate(addDays(endsOn, -1), locale, 'medium')}`;
