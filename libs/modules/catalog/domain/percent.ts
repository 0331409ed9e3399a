import { toDecimal } from '@kelp/std';

const ppmPerPercent = 10_000;

/** Parts per million of a percentage text with at most four decimals: `8.25` is 82500. */
export const percentToPpm = (percent: string): number => toDecimal(percent).times(ppmPerPercent).toNumber();

/** The percentage of parts per million as plain text: 82500 is `8.25`. */
export const ppmToPercent = (ppm: number): string => toDecimal(String(ppm)).div(ppmPerPercent).toFixed();
