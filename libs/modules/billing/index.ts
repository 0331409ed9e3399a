export * from './contract';
export * from './events';
export { billingModule } from './module';
export { finaliseInvoiceAction, finaliseInvoicesAction } from './actions/finalise-invoices';
export { recordPaymentAction } from './actions/record-payment';
export { sendInvoiceAction } from './actions/send-invoice';
export { startBillingRunAction } from './actions/start-billing-run';
export { voidInvoiceAction } from './actions/void-invoice';
export { findInvoices, type InvoiceFilter } from './queries/invoice-rows';
export { invoiceFile } from './queries/invoices';
export { readInvoice } from './queries/read-invoice';
export {
  claims,
  invoiceLines,
  invoices,
  invoiceTaxes,
  invoiceTemplateAssignments,
  invoiceTemplates,
  paymentAllocations,
  payments,
} from './tables';
