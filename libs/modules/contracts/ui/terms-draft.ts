import { parsePrice, priceToDecimalString, toDecimal } from '@kelp/std';
import type { LineTerms } from '../contract';

/** The terms of a line as they are typed: prices in major units of the contract's currency. */
export interface TermsDraft {
  price: string;
  quantity: string;
  /** Empty = the price of the service. */
  hourlyRate: string;
  minimumMinutes: number;
  incrementMinutes: number;
  roundingScope: 'entry' | 'ticket_day' | 'line';
  /** Hours of a bucket as text. */
  included?: string;
}

export const noTerms: TermsDraft = {
  price: '',
  quantity: '1',
  hourlyRate: '',
  minimumMinutes: 0,
  incrementMinutes: 1,
  roundingScope: 'entry',
};

/** Terms that hold already, to be changed. */
export function draftOfTerms(terms: LineTerms | undefined, currency: string): TermsDraft {
  if (!terms) return noTerms;
  const major = (price: string | null) => (price === null ? '' : priceToDecimalString(price, currency));
  return {
    price: major(terms.price),
    quantity: terms.quantity ?? '1',
    hourlyRate: major(terms.hourlyRate),
    minimumMinutes: terms.minimumMinutes ?? 0,
    incrementMinutes: terms.incrementMinutes ?? 1,
    roundingScope: terms.roundingScope ?? 'entry',
    ...(terms.includedMinutes === null ? {} : { included: toDecimal(terms.includedMinutes).div(60).toFixed() }),
  };
}

/** The terms of a fixed fee for the wire, in exact minor units. Throws the sentence for what is no price. */
export const fixedTerms = ({ price, quantity }: TermsDraft, currency: string) => ({
  price: parsePrice(price, currency),
  quantity: quantity.trim(),
});

/** The terms of what is counted for the wire, in exact minor units for each. Throws the sentence for what is no price. */
export const seatsTerms = ({ price }: TermsDraft, currency: string) => ({ price: parsePrice(price, currency) });

/** The terms of hourly work for the wire, in exact minor units an hour. Throws the sentence for what is no price. */
export const hourlyTerms = (draft: TermsDraft, currency: string) => ({
  hourlyRate: draft.hourlyRate.trim() === '' ? null : parsePrice(draft.hourlyRate, currency),
  minimumMinutes: draft.minimumMinutes,
  incrementMinutes: draft.incrementMinutes,
  roundingScope: draft.roundingScope,
});
