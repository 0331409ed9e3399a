import type { InvoiceLine } from '../domain/invoice-result';
import { storeTaxDetails } from '../domain/stored-tax';

/** A finished line as its row. */
export const lineRow = (line: InvoiceLine, id: string, invoiceId: string) => ({
  id,
  invoiceId,
  position: line.position,
  kind: line.kind,
  contractLineId: line.contractLineId,
  serviceId: line.serviceId,
  description: line.description,
  quantity: line.quantity,
  unit: line.unit,
  unitPrice: line.unitPrice,
  priceBase: line.priceBase,
  gross: line.gross,
  net: line.net,
  taxable: line.taxable,
  tax: line.tax,
  reductions: line.reductions.map((reduction) => ({ ...reduction, amount: reduction.amount.toString() })),
  taxCategory: line.taxCategory,
  taxPlace: line.taxPlace,
  taxRatePpm: line.taxRatePpm,
  serviceFrom: line.servicePeriod.start,
  serviceTo: line.servicePeriod.end,
  explanation: line.explanation,
  includesTax: line.includesTax ?? false,
  taxDetails: storeTaxDetails(line.taxDetails),
});
