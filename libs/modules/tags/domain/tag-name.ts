/** A tag's name as it is kept: composed letters, single blanks, nothing around it. */
export const tidyName = (typed: string): string => typed.normalize('NFC').trim().replace(/\s+/g, ' ');

/** Whether two names are the same tag. */
export const isSameName = (one: string, other: string): boolean =>
  tidyName(one).toLowerCase() === tidyName(other).toLowerCase();
