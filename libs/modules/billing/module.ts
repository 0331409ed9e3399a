import { catalogModule } from '@kelp/catalog';
import { billingResources } from './api';
import { clientsModule } from '@kelp/clients';
import { contractsModule } from '@kelp/contracts';
import { defineModule } from '@kelp/kernel';
import { tenantsModule } from '@kelp/tenants';
import { timeModule } from '@kelp/time';
import { addInvoiceLogoAction } from './actions/add-logo';
import { assignInvoiceTemplateAction } from './actions/assign-template';
import {
  makeEInvoiceAction,
  saveClientEInvoiceAction,
  updateEInvoiceSettingsAction,
} from './actions/change-e-invoicing';
import { updateBillingSettingsAction } from './actions/change-settings';
import {
  createInvoiceTemplateAction,
  deleteInvoiceTemplateAction,
  restoreInvoiceTemplateAction,
  updateInvoiceTemplateAction,
} from './actions/change-templates';
import { approveInvoicesAction } from './actions/approve-invoices';
import { saveBillingRulesAction } from './actions/save-billing-rules';
import { applyCreditAction, takeBackCreditAction } from './actions/apply-credit';
import { createDraftAction } from './actions/create-draft';
import { checkBooksNowAction } from './actions/check-books-now';
import { correctInvoiceAction, createCreditNoteAction } from './actions/credit-invoice';
import { deleteDraftAction } from './actions/delete-draft';
import {
  addDraftLineAction,
  changeDraftAction,
  changeDraftLineAction,
  removeDraftLineAction,
} from './actions/edit-draft';
import { finaliseInvoiceAction, finaliseInvoicesAction } from './actions/finalise-invoices';
import { giveCreditAction } from './actions/give-credit';
import { refundCreditAction, transferCreditAction } from './actions/move-credit';
import {
  comparePaymentProviderAction,
  removePaymentProviderAction,
  savePaymentProviderAction,
  testPaymentProviderAction,
} from './actions/change-provider';
import { refundThroughProviderAction } from './actions/refund-through-provider';
import { dismissPaymentExceptionAction, recordPaymentExceptionAction } from './actions/settle-payment-exception';
import { recordPaymentAction } from './actions/record-payment';
import { disputeLineAction, pauseRemindersAction, resolveDisputeAction } from './actions/remind';
import { renderInvoiceAction } from './actions/render-invoice';
import { sendInvoiceAction } from './actions/send-invoice';
import { sendStatementAction } from './actions/send-statement';
import { startBillingRunAction } from './actions/start-billing-run';
import { stopBillingRunAction } from './actions/stop-billing-run';
import { unapplyPaymentAction } from './actions/unapply-payment';
import { voidInvoiceAction } from './actions/void-invoice';
import { creditOpeningBalanceAction } from './actions/credit-opening-balance';
import { undoWriteOffAction, writeOffAction } from './actions/write-off';
import { creditNoteMail } from './emails/credit-note-mail';
import { invoiceMail } from './emails/invoice-mail';
import { reminderMail } from './emails/reminder-mail';
import { statementMail } from './emails/statement-mail';
import { billingEvents } from './events';
import { onTimeWatchBudgets } from './on-time-watch-budgets';
import { checkBooks, checkBooksEveryNight } from './jobs/check-books';
import { expireCredits, expireCreditsEveryHour } from './jobs/expire-credits';
import { compareProvider, compareProviderEveryNight } from './jobs/compare-provider';
import { lookAtCheckout } from './jobs/look-at-checkout';
import { openCheckout } from './jobs/open-checkout';
import { sendRefund } from './jobs/send-refund';
import { takeProviderEvent } from './jobs/take-provider-event';
import { testProvider } from './jobs/test-provider';
import { chargeLateFees, chargeLateFeesEveryDay } from './jobs/charge-late-fees';
import { recogniseRevenue, recogniseRevenueEveryNight } from './jobs/recognise-revenue';
import { mailInvoice } from './jobs/mail-invoice';
import { mailStatement } from './jobs/mail-statement';
import { remindClients, remindClientsEveryDay } from './jobs/remind-clients';
import { renderPdf } from './jobs/render-pdf';
import { runBilling } from './jobs/run-billing';
import { writeEInvoice } from './jobs/write-e-invoice';
import { onTenantCreated } from './on-tenant-created';
import { billingPermissions } from './permissions';
import { listAwaitedApprovalsQuery } from './queries/approvals';
import { probeRateQuery } from './queries/probe-rate';
import { getBillingRulesQuery } from './queries/billing-rules';
import { readDeferredRevenueQuery } from './queries/deferred-revenue';
import { billingInvariantsQuery } from './queries/billing-invariants';
import { listBookChecksQuery } from './queries/book-check-results';
import { getBillingRunQuery, listBillingRunsQuery } from './queries/billing-runs';
import { creditableLinesQuery } from './queries/creditable';
import { listCreditsQuery } from './queries/credits';
import {
  checkInvoiceForEInvoiceQuery,
  getClientEInvoiceQuery,
  getEInvoiceFileQuery,
  getEInvoiceSettingsQuery,
} from './queries/e-invoices';
import { getInvoicePdfQuery, getInvoiceQuery, listInvoicesQuery } from './queries/invoices';
import { missingRevenueQuery } from './queries/missing-revenue';
import { listPaymentExceptionsQuery } from './queries/payment-exceptions';
import { getPaymentProviderQuery } from './queries/payment-provider';
import { exportTransactionsQuery, listPaymentsQuery, listTransactionsQuery } from './queries/payments';
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
import { readStatementQuery } from './queries/statement';
import { toBillQuery } from './queries/to-bill';
import { eInvoicing } from './e-invoice-settings';
import { expiredCredit, reminderSteps, sellerDetails, zeroInvoices } from './settings';
import { billedLots, billedProfile, billedProjects, billedUsage, lineBilledUntil, lockBilledEntries } from './slots';
import { billingTables } from './tables';
import { addExemptionAction, changeExemptionAction, setVatNumberAction } from './actions/client-tax';
import { getClientTaxQuery, getExemptionFileQuery, listEndingExemptionsQuery } from './queries/client-tax';
import { exportTaxReportQuery, listTaxedDocumentsQuery, readTaxReportQuery } from './queries/tax-report';
import { answerTaxRequestAction } from './actions/answer-tax';
import { answerPractice } from './jobs/answer-practice';
import { listTaxRequestsQuery } from './queries/tax-requests';
import { approvalsToGive } from './work-items';
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
import { billingRules } from './billing-rules';
import { lastPaperNumbers } from './last-paper-numbers';
import { healthOfClients } from './health-of-clients';
import { booksOfClient } from './books-of-client';
import { minutesLeftOfLines } from './load/minutes-left';
import { partyFillings } from './parties-of-billing';

const nightlyJobs = [chargeLateFees, recogniseRevenue];
const providerJobs = [openCheckout, lookAtCheckout, takeProviderEvent, sendRefund, testProvider, compareProvider];

export const billingModule = defineModule('billing', {
  needs: [tenantsModule, clientsModule, catalogModule, timeModule, contractsModule],
  tables: billingTables,
  permissions: billingPermissions,
  events: billingEvents,
  actions: [
    startBillingRunAction,
    stopBillingRunAction,
    finaliseInvoiceAction,
    finaliseInvoicesAction,
    createDraftAction,
    changeDraftAction,
    addDraftLineAction,
    changeDraftLineAction,
    removeDraftLineAction,
    deleteDraftAction,
    voidInvoiceAction,
    sendInvoiceAction,
    renderInvoiceAction,
    recordPaymentAction,
    unapplyPaymentAction,
    createCreditNoteAction,
    correctInvoiceAction,
    giveCreditAction,
    applyCreditAction,
    takeBackCreditAction,
    transferCreditAction,
    refundCreditAction,
    creditOpeningBalanceAction,
    writeOffAction,
    undoWriteOffAction,
    pauseRemindersAction,
    disputeLineAction,
    resolveDisputeAction,
    sendStatementAction,
    checkBooksNowAction,
    createInvoiceTemplateAction,
    updateInvoiceTemplateAction,
    restoreInvoiceTemplateAction,
    deleteInvoiceTemplateAction,
    assignInvoiceTemplateAction,
    addInvoiceLogoAction,
    updateEInvoiceSettingsAction,
    saveClientEInvoiceAction,
    makeEInvoiceAction,
    updateBillingSettingsAction,
    approveInvoicesAction,
    saveBillingRulesAction,
    setCostRateAction,
    saveAccountingMappingsAction,
    runAccountingExportAction,
    cancelAccountingExportAction,
    removeCostRateAction,
    savePaymentProviderAction,
    removePaymentProviderAction,
    testPaymentProviderAction,
    comparePaymentProviderAction,
    recordPaymentExceptionAction,
    dismissPaymentExceptionAction,
    refundThroughProviderAction,
    answerTaxRequestAction,
    addExemptionAction,
    changeExemptionAction,
    setVatNumberAction,
  ],
  queries: [
    listCostRatesQuery,
    simulateNextQuery,
    simulateReplayQuery,
    listAccountingMappingsQuery,
    checkAccountingExportQuery,
    listAccountingExportsQuery,
    getAccountingExportQuery,
    downloadAccountingFileQuery,
    readMarginQuery,
    listMarginLinesQuery,
    exportMarginQuery,
    readRecurringRevenueQuery,
    listRecurringLinesQuery,
    exportRecurringRevenueQuery,
    readUnbilledQuery,
    listUnbilledQuery,
    exportUnbilledQuery,
    toBillQuery,
    missingRevenueQuery,
    reviewDraftsQuery,
    previewBillingQuery,
    billingInvariantsQuery,
    listBillingRunsQuery,
    getBillingRunQuery,
    listInvoicesQuery,
    getInvoiceQuery,
    getInvoicePdfQuery,
    creditableLinesQuery,
    listCreditsQuery,
    readAgingQuery,
    listOpenItemsQuery,
    readStatementQuery,
    getRemindersQuery,
    listBookChecksQuery,
    listPaymentsQuery,
    listTransactionsQuery,
    exportTransactionsQuery,
    listInvoiceTemplatesQuery,
    getInvoiceTemplateQuery,
    getInvoiceLogoQuery,
    previewInvoiceTemplateQuery,
    getEInvoiceSettingsQuery,
    getClientEInvoiceQuery,
    checkInvoiceForEInvoiceQuery,
    getEInvoiceFileQuery,
    getBillingSettingsQuery,
    getBillingRulesQuery,
    probeRateQuery,
    listAwaitedApprovalsQuery,
    readDeferredRevenueQuery,
    getPaymentProviderQuery,
    listPaymentExceptionsQuery,
    listTaxRequestsQuery,
    getClientTaxQuery,
    getExemptionFileQuery,
    listEndingExemptionsQuery,
    readTaxReportQuery,
    listTaxedDocumentsQuery,
    exportTaxReportQuery,
  ],
  jobs: [
    runBilling,
    writeEInvoice,
    answerPractice,
    renderPdf,
    mailInvoice,
    checkBooks,
    expireCredits,
    mailStatement,
    remindClients,
    ...providerJobs,
    ...nightlyJobs,
  ],
  schedules: [
    chargeLateFeesEveryDay,
    recogniseRevenueEveryNight,
    checkBooksEveryNight,
    compareProviderEveryNight,
    expireCreditsEveryHour,
    remindClientsEveryDay,
  ],
  subscribers: onTimeWatchBudgets,
  emails: [invoiceMail, creditNoteMail, statementMail, reminderMail],
  settings: [billingRules, eInvoicing, zeroInvoices, sellerDetails, expiredCredit, reminderSteps],
  fillings: [
    approvalsToGive,
    booksOfClient,
    healthOfClients,
    lockBilledEntries,
    billedLots,
    billedProjects,
    billedProfile,
    billedUsage,
    lastPaperNumbers,
    lineBilledUntil,
    minutesLeftOfLines,
    ...partyFillings,
  ],
  resources: billingResources,
  onTenantCreated,
});
