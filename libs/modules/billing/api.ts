import { defineResource, type Resource } from '@kelp/kernel';
import { answerTaxRequestAction } from './actions/answer-tax';
import { applyCreditAction, takeBackCreditAction } from './actions/apply-credit';
import { updateBillingSettingsAction } from './actions/change-settings';
import { checkBooksNowAction } from './actions/check-books-now';
import { createDraftAction } from './actions/create-draft';
import { createCreditNoteAction, correctInvoiceAction } from './actions/credit-invoice';
import { creditOpeningBalanceAction } from './actions/credit-opening-balance';
import { deleteDraftAction } from './actions/delete-draft';
import {
  changeDraftAction,
  addDraftLineAction,
  changeDraftLineAction,
  removeDraftLineAction,
} from './actions/edit-draft';
import { finaliseInvoiceAction, finaliseInvoicesAction } from './actions/finalise-invoices';
import { giveCreditAction } from './actions/give-credit';
import { refundCreditAction, transferCreditAction } from './actions/move-credit';
import { recordPaymentAction } from './actions/record-payment';
import { disputeLineAction, resolveDisputeAction, pauseRemindersAction } from './actions/remind';
import { renderInvoiceAction } from './actions/render-invoice';
import { sendInvoiceAction } from './actions/send-invoice';
import { sendStatementAction } from './actions/send-statement';
import { startBillingRunAction } from './actions/start-billing-run';
import { stopBillingRunAction } from './actions/stop-billing-run';
import { unapplyPaymentAction } from './actions/unapply-payment';
import { voidInvoiceAction } from './actions/void-invoice';
import { writeOffAction, undoWriteOffAction } from './actions/write-off';
import { billingInvariantsQuery } from './queries/billing-invariants';
import { listBillingRunsQuery, getBillingRunQuery } from './queries/billing-runs';
import { listBookChecksQuery } from './queries/book-check-results';
import { creditableLinesQuery } from './queries/creditable';
import { listCreditsQuery } from './queries/credits';
import { listInvoicesQuery, getInvoiceQuery, getInvoicePdfQuery } from './queries/invoices';
import { missingRevenueQuery } from './queries/missing-revenue';
import { listPaymentsQuery, listTransactionsQuery, exportTransactionsQuery } from './queries/payments';
import { previewBillingQuery } from './queries/preview-billing';
import { listOpenItemsQuery, readAgingQuery } from './queries/receivables';
import { getRemindersQuery } from './queries/reminders';
import { reviewDraftsQuery } from './queries/review-drafts';
import { getBillingSettingsQuery } from './queries/settings';
import {
  getInvoiceLogoQuery,
  getInvoiceTemplateQuery,
  listInvoiceTemplatesQuery,
  previewInvoiceTemplateQuery,
} from './queries/templates';
import { addInvoiceLogoAction } from './actions/add-logo';
import { assignInvoiceTemplateAction } from './actions/assign-template';
import {
  createInvoiceTemplateAction,
  deleteInvoiceTemplateAction,
  restoreInvoiceTemplateAction,
  updateInvoiceTemplateAction,
} from './actions/change-templates';
import { listTaxRequestsQuery } from './queries/tax-requests';
import { readStatementQuery } from './queries/statement';
import { toBillQuery } from './queries/to-bill';
import { approveInvoicesAction } from './actions/approve-invoices';
import {
  makeEInvoiceAction,
  saveClientEInvoiceAction,
  updateEInvoiceSettingsAction,
} from './actions/change-e-invoicing';
import { addExemptionAction, changeExemptionAction, setVatNumberAction } from './actions/client-tax';
import { refundThroughProviderAction } from './actions/refund-through-provider';
import { saveBillingRulesAction } from './actions/save-billing-rules';
import { dismissPaymentExceptionAction, recordPaymentExceptionAction } from './actions/settle-payment-exception';
import { listAwaitedApprovalsQuery } from './queries/approvals';
import { getBillingRulesQuery } from './queries/billing-rules';
import { getClientTaxQuery, getExemptionFileQuery, listEndingExemptionsQuery } from './queries/client-tax';
import { probeRateQuery } from './queries/probe-rate';
import { readDeferredRevenueQuery } from './queries/deferred-revenue';
import {
  checkInvoiceForEInvoiceQuery,
  getClientEInvoiceQuery,
  getEInvoiceFileQuery,
  getEInvoiceSettingsQuery,
} from './queries/e-invoices';
import { listPaymentExceptionsQuery } from './queries/payment-exceptions';
import { exportTaxReportQuery, listTaxedDocumentsQuery, readTaxReportQuery } from './queries/tax-report';
import {
  cancelAccountingExportAction,
  runAccountingExportAction,
  saveAccountingMappingsAction,
} from './actions/accounting-exports';
import {
  checkAccountingExportQuery,
  downloadAccountingFileQuery,
  getAccountingExportQuery,
  listAccountingExportsQuery,
} from './queries/accounting-exports';
import { listAccountingMappingsQuery } from './queries/accounting-mappings';
import { removeCostRateAction, setCostRateAction } from './actions/change-cost-rates';
import { listCostRatesQuery } from './queries/cost-rates';
import { exportMarginQuery, readMarginQuery } from './queries/margin';
import { listMarginLinesQuery } from './queries/margin-lines';
import {
  exportRecurringRevenueQuery,
  listRecurringLinesQuery,
  readRecurringRevenueQuery,
} from './queries/recurring-revenue';
import { simulateNextQuery, simulateReplayQuery } from './queries/simulations';
import { exportUnbilledQuery, listUnbilledQuery, readUnbilledQuery } from './queries/unbilled';

/** What this room offers under /api/v1. */
export const billingResources: readonly Resource[] = [
  defineResource('tax-requests', { list: listTaxRequestsQuery, verbs: { answer: answerTaxRequestAction } }),
  defineResource('invoices', {
    list: listInvoicesQuery,
    get: getInvoiceQuery,
    create: createDraftAction,
    update: changeDraftAction,
    remove: deleteDraftAction,
    parts: { pdf: getInvoicePdfQuery, creditable: creditableLinesQuery, reminders: getRemindersQuery },
    verbs: {
      lines: addDraftLineAction,
      'change-line': changeDraftLineAction,
      'remove-line': removeDraftLineAction,
      finalise: finaliseInvoiceAction,
      send: sendInvoiceAction,
      void: voidInvoiceAction,
      credit: createCreditNoteAction,
      correct: correctInvoiceAction,
      'write-off': writeOffAction,
      'credit-opening': creditOpeningBalanceAction,
      'undo-write-off': undoWriteOffAction,
      'dispute-line': disputeLineAction,
      'resolve-dispute': resolveDisputeAction,
      'pause-reminders': pauseRemindersAction,
      render: renderInvoiceAction,
    },
    common: { 'finalise-many': finaliseInvoicesAction },
  }),
  defineResource('billing-runs', {
    list: listBillingRunsQuery,
    get: getBillingRunQuery,
    create: startBillingRunAction,
    verbs: { stop: stopBillingRunAction },
    reads: {
      'to-bill': toBillQuery,
      preview: previewBillingQuery,
      'missing-revenue': missingRevenueQuery,
      review: reviewDraftsQuery,
    },
  }),
  defineResource('payments', {
    list: listPaymentsQuery,
    create: recordPaymentAction,
    verbs: { unapply: unapplyPaymentAction },
  }),
  defineResource('credits', {
    list: listCreditsQuery,
    create: giveCreditAction,
    verbs: {
      refund: refundCreditAction,
      'refund-through-provider': refundThroughProviderAction,
      transfer: transferCreditAction,
    },
    common: { apply: applyCreditAction, 'take-back': takeBackCreditAction },
  }),
  defineResource('transactions', {
    list: listTransactionsQuery,
    reads: { export: exportTransactionsQuery },
  }),
  defineResource('book-checks', {
    list: listBookChecksQuery,
    create: checkBooksNowAction,
    reads: { invariants: billingInvariantsQuery },
  }),
  defineResource('receivables', {
    list: listOpenItemsQuery,
    reads: { aging: readAgingQuery },
  }),
  defineResource('statements', {
    list: readStatementQuery,
    common: { send: sendStatementAction },
  }),
  defineResource('invoice-templates', {
    list: listInvoiceTemplatesQuery,
    get: getInvoiceTemplateQuery,
    create: createInvoiceTemplateAction,
    update: updateInvoiceTemplateAction,
    remove: deleteInvoiceTemplateAction,
    reads: { preview: previewInvoiceTemplateQuery },
    verbs: { restore: restoreInvoiceTemplateAction },
    common: { assign: assignInvoiceTemplateAction },
  }),
  defineResource('invoice-logos', {
    get: getInvoiceLogoQuery,
    create: addInvoiceLogoAction,
  }),
  defineResource('billing-settings', {
    list: getBillingSettingsQuery,
    save: updateBillingSettingsAction,
  }),
  defineResource('invoice-approvals', { list: listAwaitedApprovalsQuery, create: approveInvoicesAction }),
  defineResource('e-invoices', {
    get: getEInvoiceFileQuery,
    parts: { check: checkInvoiceForEInvoiceQuery },
    verbs: { make: makeEInvoiceAction },
  }),
  defineResource('e-invoice-settings', { list: getEInvoiceSettingsQuery, save: updateEInvoiceSettingsAction }),
  defineResource('client-e-invoicing', { get: getClientEInvoiceQuery, save: saveClientEInvoiceAction }),
  defineResource('client-taxes', { get: getClientTaxQuery }),
  defineResource('vat-numbers', { save: setVatNumberAction }),
  defineResource('tax-exemptions', {
    create: addExemptionAction,
    update: changeExemptionAction,
    reads: { ending: listEndingExemptionsQuery },
    parts: { file: getExemptionFileQuery },
  }),
  defineResource('tax-reports', {
    list: readTaxReportQuery,
    reads: { documents: listTaxedDocumentsQuery, export: exportTaxReportQuery },
  }),
  defineResource('billing-rules', { list: getBillingRulesQuery, save: saveBillingRulesAction }),
  defineResource('rates', { list: probeRateQuery }),
  defineResource('deferred-revenue', { list: readDeferredRevenueQuery }),
  defineResource('recurring-revenue', {
    list: readRecurringRevenueQuery,
    reads: { lines: listRecurringLinesQuery, export: exportRecurringRevenueQuery },
  }),
  defineResource('margins', {
    list: readMarginQuery,
    reads: { lines: listMarginLinesQuery, export: exportMarginQuery },
  }),
  defineResource('unbilled', {
    list: readUnbilledQuery,
    reads: { items: listUnbilledQuery, export: exportUnbilledQuery },
  }),
  defineResource('accounting-exports', {
    list: listAccountingExportsQuery,
    get: getAccountingExportQuery,
    create: runAccountingExportAction,
    parts: { file: downloadAccountingFileQuery },
    verbs: { cancel: cancelAccountingExportAction },
    reads: { check: checkAccountingExportQuery },
  }),
  defineResource('simulations', { common: { next: simulateNextQuery, replay: simulateReplayQuery } }),
  defineResource('accounting-mappings', {
    list: listAccountingMappingsQuery,
    save: saveAccountingMappingsAction,
  }),
  defineResource('cost-rates', {
    list: listCostRatesQuery,
    create: setCostRateAction,
    remove: removeCostRateAction,
  }),
  defineResource('payment-exceptions', {
    list: listPaymentExceptionsQuery,
    verbs: { record: recordPaymentExceptionAction, dismiss: dismissPaymentExceptionAction },
  }),
];
