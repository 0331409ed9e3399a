import type { TaxDetails } from './invoice-result';
import type { LineTax } from './tax-input';

/** Tax details as JSON, in which whole amounts are text. */
export interface StoredTaxDetails extends Omit<TaxDetails, 'taxes'> {
  taxes: (Omit<LineTax, 'base' | 'tax'> & { base: string; tax: string })[];
}

export const storeTaxDetails = (details: TaxDetails | undefined): StoredTaxDetails | null =>
  details
    ? { ...details, taxes: details.taxes.map((one) => ({ ...one, base: String(one.base), tax: String(one.tax) })) }
    : null;

export const readTaxDetails = (stored: StoredTaxDetails | null): TaxDetails | null =>
  stored && { ...stored, taxes: stored.taxes.map((one) => ({ ...one, base: BigInt(one.base), tax: BigInt(one.tax) })) };
