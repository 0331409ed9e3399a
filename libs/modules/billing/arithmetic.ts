export { applyDiscounts } from './domain/apply-discounts';
export { calculateInvoice, engineVersion } from './domain/calculate-invoice';
export type { InvoiceInput } from './domain/invoice-input';
export type { InvoiceResult } from './domain/invoice-result';
export { taxLines } from './domain/tax-lines';
export { bandPieces, splitInclusive, taxOn } from './domain/tax-on';
