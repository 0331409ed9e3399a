import type { TaxCodeRow } from '../tables';

/** The category of EN 16931 of a rate: as it was set, else standard for what is taxed, exempt in an exempt category, or zero rated. */
export const codeOf = (rate: { code: TaxCodeRow | null; ppm: number }, isExempt: boolean): TaxCodeRow =>
  rate.code ?? (rate.ppm > 0 ? 'S' : isExempt ? 'E' : 'Z');
