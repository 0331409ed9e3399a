import { roundQuotient, toDecimal } from '@kelp/std';
import type { DecimalText } from './invoice-input';

/** Minor units of quantity x unit price / price base, rounded once, half away from zero (product rule: multiply first). */
export const lineAmount = (quantity: DecimalText, unitPrice: DecimalText, priceBase: number): bigint =>
  roundQuotient(toDecimal(quantity).times(toDecimal(unitPrice)), BigInt(priceBase));
