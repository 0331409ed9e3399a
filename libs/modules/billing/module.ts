import { catalogModule } from '@kelp/catalog';
import { clientsModule } from '@kelp/clients';
import { contractsModule } from '@kelp/contracts';
import { defineModule, defineResource } from '@kelp/kernel';
import { tenantsModule } from '@kelp/tenants';
import { timeModule } from '@kelp/time';
import {
  assignInvoiceTemplateAction,
  createInvoiceTemplateAction,
  updateBillingSettingsAction,
  updateInvoiceTemplateAction,
} from './actions/change-settings';
import { createDraftAction } from './actions/create-draft';
import { deleteDraftAction } from './actions/delete-draft';
import {
  addDraftLineAction,
  changeDraftAction,
  changeDraftLineAction,
  removeDraftLineAction,
} from './actions/edit-draft';
import { finaliseInvoiceAction, finaliseInvoicesAction } from './actions/finalise-invoices';
import { recordPaymentAction } from './actions/record-payment';
import { renderInvoiceAction } from './actions/render-invoice';
import { sendInvoiceAction } from './actions/send-invoice';
import { startBillingRunAction } from './actions/start-billing-run';
import { stopBillingRunAction } from './actions/stop-billing-run';
import { voidInvoiceAction } from './actions/void-invoice';
import { invoiceMail } from './emails/invoice-mail';
import { billingEvents } from './events';
import { checkBooks, checkBooksEveryNight } from './jobs/check-books';
import { mailInvoice } from './jobs/mail-invoice';
import { renderPdf } from './jobs/render-pdf';
import { runBilling } from './jobs/run-billing';
import { onTenantCreated } from './on-tenant-created';
import { billingPermissions } from './permissions';
import { billingInvariantsQuery } from './queries/billing-invariants';
import { getBillingRunQuery, listBillingRunsQuery } from './queries/billing-runs';
import { getInvoicePdfQuery, getInvoiceQuery, listInvoicesQuery } from './queries/invoices';
import { listPaymentsQuery, listTransactionsQuery } from './queries/payments';
import { previewBillingQuery } from './queries/preview-billing';
import { getBillingSettingsQuery, listInvoiceTemplatesQuery } from './queries/settings';
import { toBillQuery } from './queries/to-bill';
import { sellerDetails, zeroInvoices } from './settings';
import { lineBilledUntil, lockBilledEntries } from './slots';
import { billingTables } from './tables';
import { booksOfClient } from './books-of-client';
import { partyFillings } from './parties-of-billing';

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
    createInvoiceTemplateAction,
    updateInvoiceTemplateAction,
    assignInvoiceTemplateAction,
    updateBillingSettingsAction,
  ],
  queries: [
    toBillQuery,
    previewBillingQuery,
    billingInvariantsQuery,
    listBillingRunsQuery,
    getBillingRunQuery,
    listInvoicesQuery,
    getInvoiceQuery,
    getInvoicePdfQuery,
    listPaymentsQuery,
    listTransactionsQuery,
    listInvoiceTemplatesQuery,
    getBillingSettingsQuery,
  ],
  jobs: [runBilling, renderPdf, mailInvoice, checkBooks],
  schedules: [checkBooksEveryNight],
  emails: [invoiceMail],
  settings: [zeroInvoices, sellerDetails],
  fillings: [booksOfClient, lockBilledEntries, lineBilledUntil, ...partyFillings],
  resources: [
    defineResource('invoices', {
      list: listInvoicesQuery,
      get: getInvoiceQuery,
      create: createDraftAction,
      verbs: { finalise: finaliseInvoiceAction, void: voidInvoiceAction, send: sendInvoiceAction },
    }),
    defineResource('billing_runs', {
      list: listBillingRunsQuery,
      get: getBillingRunQuery,
      create: startBillingRunAction,
      verbs: { stop: stopBillingRunAction },
    }),
    defineResource('payments', { list: listPaymentsQuery, create: recordPaymentAction }),
  ],
  onTenantCreated,
});
