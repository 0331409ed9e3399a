import type { Ctx } from '@kelp/kernel';
import type { Ids, Samples } from '@kelp/testing';
import { applyCreditAction } from './actions/apply-credit';
import { giveCreditAction } from './actions/give-credit';
import { recordPaymentAction } from './actions/record-payment';
import { calculateInvoice } from './domain/calculate-invoice';
import type { InvoiceInput } from './domain/invoice-input';
import { charge, fixedLine, input, profile } from './domain/invoice-fixtures';
import { addInvoiceLogoAction } from './actions/add-logo';
import { runAccountingExportAction, saveAccountingMappingsAction } from './actions/accounting-exports';
import { mappedAccounts } from './domain/accounting/targets';
import { setCostRateAction } from './actions/change-cost-rates';
import { createInvoiceTemplateAction } from './actions/change-templates';
import { billingRunClients, billingRuns } from './tables';
import { creditUses } from './tables/credits';
import { taxExemptions } from './tables/tax';
import { taxRequests } from './tables/tax-requests';
import { disputeLineAction } from './actions/remind';
import { sampleOnlinePayments } from './testing/sample-online-payments';
import { finaliseDrafts } from './write/finalise-drafts';
import { writeDrafts } from './write/write-drafts';
import { writeOpeningBalance } from './write/write-opening-balance';

const cutOff = '2026-11-01';
const smallestPicture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const place = { street: 'Main Street 1', city: 'Chicago', postalCode: '60601', country: 'US' };
const numbers = { vatId: 'US12345', registrationId: '', endpointScheme: '', endpoint: '', legalName: 'Sample' };
const eInvoiceParty = { ...place, ...numbers, email: '', iban: '', bic: '' };
const clientDetails = { ...place, ...numbers, buyerReference: '', isAttached: false };

/** A draft over one month of a fee of the sample contract line. */
async function draft(
  ctx: Ctx,
  ids: Ids,
  runId: string | null,
  month: string,
  next: string,
  more: Partial<InvoiceInput> = {},
): Promise<string> {
  const period = { start: `${month}-01`, end: `${next}-01` };
  const line = fixedLine(ids['contract line'] ?? '', [charge({ period, covered: period })], {
    serviceId: ids['service'] ?? '',
  });
  const given = input({
    client: { id: ids['client'] ?? '', name: 'Sample client', billingAddress: null },
    profile: profile({ id: ids['billing profile'] ?? '' }),
    contractLines: [line],
    ...more,
  });
  const [id = ''] = await writeDrafts(
    ctx,
    [
      {
        clientId: ids['client'] ?? '',
        clientName: 'Sample client',
        profileId: ids['billing profile'] ?? '',
        input: given,
        result: calculateInvoice(given),
      },
    ],
    { id: runId, cutOff },
  );
  return id;
}

/** What an hour costs, for the reports. */
async function sampleCosts(ctx: Ctx): Promise<Ids> {
  const rate = { target: { kind: 'default' as const }, cost: '4000', validFrom: '2026-01-01' };
  return { 'cost rate': (await ctx.run(setCostRateAction, rate)).id };
}

/** An export of the journal with all its accounts mapped. */
async function sampleExport(ctx: Ctx): Promise<Ids> {
  const rows = mappedAccounts.map((key) => ({ kind: 'account' as const, key, value: `4-${key}` }));
  await ctx.run(saveAccountingMappingsAction, { target: 'journal', rows });
  await ctx.run(saveAccountingMappingsAction, { target: 'quickbooks', rows });
  const range = { target: 'journal' as const, skipsProblems: true };
  return { 'accounting export': (await ctx.run(runAccountingExportAction, range)).id };
}

/** An unpaid invoice of another system. */
async function sampleOpening(ctx: Ctx, clientId: string): Promise<Ids> {
  const days = { invoiceDate: '2024-08-01', dueDate: '2190-08-31' };
  const former = { clientId, number: 'R-17', currency: 'USD', originalTotal: 90_000n, open: 40_000n, ...days };
  return { 'opening balance': (await writeOpeningBalance(ctx, former)).id };
}

/** A valid input for every action and query of this module, and one record of each noun. */
export const samples: Samples = {
  make: async (ctx, ids) => {
    const run = await ctx.db.insert(billingRuns, {
      runKey: 'sample:1',
      scopeKey: 'sample',
      cutOff,
      state: 'finished',
      startedBy: ctx.actor.name,
      startedAt: ctx.now(),
      finishedAt: ctx.now(),
    });
    const final = await draft(ctx, ids, run.id, '2026-09', '2026-10');
    await finaliseDrafts(ctx, [final]);
    const open = await draft(ctx, ids, null, '2026-10', '2026-11');
    await ctx.db.insert(billingRunClients, {
      runId: run.id,
      clientId: ids['client'] ?? '',
      billingProfileId: ids['billing profile'] ?? null,
      invoiceId: final,
      state: 'drafted',
    });
    const payment = await ctx.run(recordPaymentAction, {
      clientId: ids['client'] ?? '',
      amount: 100n,
      currency: 'USD',
      method: 'bank_transfer',
      provider: 'bank',
      reference: 'sample',
      note: '',
      invoices: [{ invoiceId: final, amount: 100n }],
    });
    const credit = await ctx.run(giveCreditAction, {
      clientId: ids['client'] ?? '',
      amount: 500n,
      currency: 'USD',
      reason: 'Sample',
      serviceIds: [],
    });
    await ctx.run(applyCreditAction, { invoiceId: final, creditId: credit.id, amount: 100n });
    const use = await ctx.db.find(creditUses, { lotId: credit.id });
    const disputed = await ctx.run(disputeLineAction, { id: final, position: 1, reason: 'Sample' });
    const template = await ctx.run(createInvoiceTemplateAction, { name: 'Sample', copyOf: 'standard' });
    const logo = await ctx.run(addInvoiceLogoAction, { name: 'logo.png', content: smallestPicture });
    const waiting = await draft(ctx, ids, null, '2026-08', '2026-09', { externalTax: null });
    const asked = await ctx.db.find(taxRequests, { invoiceId: waiting });
    const exemption = await ctx.db.insert(taxExemptions, {
      clientId: ids['client'] ?? '',
      certificate: 'S-1',
      reason: 'Resale',
      validFrom: '2026-01-01',
      validTo: '2027-01-01',
      ...{ fileName: 'certificate.pdf', fileType: 'application/pdf', fileSize: 1n, fileKey: 'sample' },
    });
    return {
      ...(await sampleOpening(ctx, ids['client'] ?? '')),
      ...(await sampleCosts(ctx)),
      ...(await sampleExport(ctx)),
      ...(await sampleOnlinePayments(ctx, ids['client'] ?? '', final)),
      'billing run': run.id,
      invoice: final,
      'draft invoice': open,
      payment: payment.id,
      credit: credit.id,
      dispute: disputed.id,
      'use of credit': use?.id ?? '',
      'invoice template': template.id,
      logo: logo.id,
      'tax exemption': exemption.id,
      'tax request': asked?.id ?? '',
    };
  },
  inputs: {
    'billing.to_bill': () => ({ cutOff, limit: 50 }),
    'billing.missing_revenue': () => ({ cutOff }),
    'billing.review': () => ({}),
    'billing.preview': (ids) => ({ clientId: ids['client'], cutOff }),
    'billing.invariants': () => ({}),
    'billing_run.start': (ids) => ({ cutOff, clientIds: [ids['client']] }),
    'billing_run.stop': (ids) => ({ id: ids['billing run'] }),
    'billing_run.list': () => ({ limit: 50 }),
    'billing_run.get': (ids) => ({ id: ids['billing run'], limit: 50 }),
    'invoice.list': (ids) => ({ clientId: ids['client'], runId: ids['billing run'], limit: 50 }),
    'invoice.get': (ids) => ({ id: ids['invoice'] }),
    'invoice.pdf': (ids) => ({ id: ids['invoice'] }),
    'invoice.create': (ids) => ({
      clientId: ids['client'],
      lines: [{ description: 'Cable', unitPrice: '1250', taxCategoryId: ids['tax category'] }],
    }),
    'invoice.change_draft': (ids) => ({ id: ids['draft invoice'], invoiceDate: '2026-11-15' }),
    'invoice.add_line': (ids) => ({
      id: ids['draft invoice'],
      line: { description: 'Cable', quantity: '2', unitPrice: '1250', taxCategoryId: ids['tax category'] },
    }),
    'invoice.change_line': (ids) => ({ id: ids['draft invoice'], position: 1, description: 'Managed server, October' }),
    'invoice.remove_line': (ids) => ({ id: ids['draft invoice'], position: 1 }),
    'invoice.finalise': (ids) => ({ id: ids['draft invoice'] }),
    'invoice.finalise_many': (ids) => ({ runId: ids['billing run'] }),
    'invoice.delete_draft': (ids) => ({ id: ids['draft invoice'] }),
    'invoice.void': (ids) => ({ id: ids['invoice'], reason: 'Wrong month' }),
    'invoice.send': (ids) => ({ id: ids['invoice'], to: 'amy@acme.test' }),
    'invoice.render': (ids) => ({ id: ids['invoice'] }),
    'payment.record': (ids) => ({
      clientId: ids['client'],
      amount: '100',
      currency: 'USD',
      provider: 'bank',
      reference: 'B-1',
      invoices: [{ invoiceId: ids['invoice'], amount: '100' }],
    }),
    'payment.unapply': (ids) => ({ paymentId: ids['payment'], invoiceId: ids['invoice'] }),
    'invoice.credit': (ids) => ({ id: ids['invoice'], reason: 'Too much', lines: [{ position: 1, amount: '100' }] }),
    'invoice.correct': (ids) => ({ id: ids['invoice'], cause: 'price' }),
    'invoice.creditable': (ids) => ({ id: ids['invoice'] }),
    'invoice.credit_opening': (ids) => ({ id: ids['opening balance'], amount: '100', reason: 'CN-7 of before' }),
    'invoice.write_off': (ids) => ({ id: ids['invoice'], amount: '100', reason: 'Lost' }),
    'invoice.undo_write_off': (ids) => ({ id: ids['invoice'] }),
    'receivable.aging': (ids) => ({ clientId: ids['client'] }),
    'receivable.items': (ids) => ({ clientId: ids['client'], limit: 50 }),
    'statement.get': (ids) => ({ clientId: ids['client'] }),
    'statement.send': (ids) => ({
      clientId: ids['client'],
      from: '2026-10-01',
      to: '2026-10-31',
      address: 'amy@acme.test',
    }),
    'billing.book_checks': () => ({}),
    'billing.check_now': () => ({}),
    'invoice.reminders': (ids) => ({ id: ids['invoice'] }),
    'invoice.pause_reminders': (ids) => ({ id: ids['invoice'], isPaused: true }),
    'invoice.dispute_line': (ids) => ({ id: ids['invoice'], position: 1, reason: 'Nobody came' }),
    'invoice.resolve_dispute': (ids) => ({ id: ids['dispute'], outcome: 'Agreed' }),
    'credit.list': (ids) => ({ clientId: ids['client'], limit: 50 }),
    'credit.give': (ids) => ({ clientId: ids['client'], amount: '100', currency: 'USD', reason: 'Goodwill' }),
    'credit.apply': (ids) => ({ invoiceId: ids['invoice'], creditId: ids['credit'] }),
    'credit.take_back': (ids) => ({ useId: ids['use of credit'] }),
    'credit.transfer': (ids) => ({
      id: ids['credit'],
      toClientId: ids['client'],
      toBillingProfileId: ids['billing profile'],
      reason: 'Other profile',
    }),
    'credit.refund': (ids) => ({ id: ids['credit'], amount: '100' }),
    'billing_rules.get': () => ({}),
    'billing_rules.save': (ids) => ({
      approvals: [{ currency: 'USD', amount: '100' }],
      minimums: [],
      lateFee: null,
      defersRevenue: true,
      exemptClientIds: [ids['client']],
    }),
    'rate_rule.probe': (ids) => ({
      clientId: ids['client'],
      serviceId: ids['service'],
      userId: ids['user'],
      on: '2026-03-02',
      at: '19:30',
    }),
    'invoice_approval.list': (ids) => ({ invoiceId: ids['draft invoice'] }),
    'invoice.approve': (ids) => ({ ids: [ids['draft invoice']] }),
    'deferred_revenue.read': () => ({}),
    'payment_provider.get': () => ({}),
    'payment_provider.save': () => ({ isActive: false, key: 'sk_test_other' }),
    'payment_provider.test': () => ({}),
    'payment_provider.compare': () => ({}),
    'payment_provider.remove': () => ({}),
    'payment_exception.list': () => ({}),
    'payment_exception.record': (ids) => ({ id: ids['payment exception'], clientId: ids['client'] }),
    'payment_exception.dismiss': (ids) => ({ id: ids['payment exception'], note: 'Not ours' }),
    'credit.refund_through_provider': (ids) => ({ id: ids['online credit'], amount: '100' }),
    'payment.list': (ids) => ({ clientId: ids['client'], limit: 50 }),
    'transaction.list': (ids) => ({ clientId: ids['client'], invoiceId: ids['invoice'], limit: 50 }),
    'transaction.export': (ids) => ({ clientId: ids['client'] }),
    'invoice_template.list': () => ({}),
    'invoice_template.get': (ids) => ({ id: ids['invoice template'] }),
    'invoice_template.create': (ids) => ({ name: 'Plain', copyOf: ids['invoice template'] }),
    'invoice_template.update': (ids) => ({
      id: ids['invoice template'],
      design: { title: 'Tax invoice', logoId: ids['logo'] },
    }),
    'invoice_template.restore': (ids) => ({ id: ids['invoice template'], number: 1 }),
    'invoice_template.delete': (ids) => ({ id: ids['invoice template'] }),
    'invoice_template.preview': (ids) => ({ invoiceId: ids['invoice'] }),
    'e_invoice.settings': () => ({}),
    'e_invoice.update_settings': () => ({ mode: 'off', seller: eInvoiceParty }),
    'e_invoice.client': (ids) => ({ clientId: ids['client'] }),
    'e_invoice.save_client': (ids) => ({
      clientId: ids['client'],
      ...clientDetails,
    }),
    'e_invoice.check': (ids) => ({ id: ids['invoice'] }),
    'e_invoice.make': (ids) => ({ id: ids['invoice'] }),
    'e_invoice.file': (ids) => ({ id: ids['invoice'] }),
    'invoice_logo.add': () => ({ name: 'logo.png', content: smallestPicture }),
    'invoice_logo.get': (ids) => ({ id: ids['logo'] }),
    'invoice_template.assign': (ids) => ({ clientId: ids['client'], templateId: ids['invoice template'] }),
    'tax_request.list': (ids) => ({ invoiceId: ids['invoice'] }),
    'tax_request.answer': (ids) => ({
      id: ids['tax request'],
      lines: [
        {
          position: 1,
          taxes: [
            {
              ...{ place: '*', component: '', name: 'Sales tax', ratePpm: 100_000, code: 'S', reason: null },
              ...{ reasonCode: '', evidence: '', base: '40000', tax: '4000' },
            },
          ],
        },
      ],
    }),
    'client_tax.get': (ids) => ({ clientId: ids['client'] }),
    'client_tax.add_exemption': (ids) => ({
      clientId: ids['client'],
      certificate: 'S-2',
      reason: 'Resale',
      categoryId: ids['tax category'],
      validFrom: '2026-01-01',
    }),
    'client_tax.change_exemption': (ids) => ({ id: ids['tax exemption'], validTo: '2026-12-01' }),
    'client_tax.exemption_file': (ids) => ({ id: ids['tax exemption'] }),
    'client_tax.set_vat_number': (ids) => ({ clientId: ids['client'], number: 'DE123456789' }),
    'client_tax.ending': () => ({}),
    'tax_report.get': () => ({ from: '2026-01-01', to: '2027-01-01' }),
    'tax_report.documents': () => ({
      from: '2026-01-01',
      to: '2027-01-01',
      ...{ currency: 'USD', category: 'Standard', component: '', place: '*', ratePpm: 100_000, code: '' },
    }),
    'tax_report.export': () => ({ from: '2026-01-01', to: '2027-01-01' }),
    'accounting_mapping.list': () => ({ target: 'xero' }),
    'accounting_mapping.save': () => ({
      target: 'journal',
      rows: [{ kind: 'account', key: 'revenue', value: '4000' }],
    }),
    'accounting_export.check': () => ({ target: 'xero' }),
    'accounting_export.run': () => ({ target: 'quickbooks', skipsProblems: true }),
    'accounting_export.list': () => ({ limit: 50 }),
    'accounting_export.get': (ids) => ({ id: ids['accounting export'] }),
    'accounting_export.file': (ids) => ({ id: ids['accounting export'], name: 'journal.csv' }),
    'accounting_export.cancel': (ids) => ({ id: ids['accounting export'] }),
    'simulation.next': (ids) => ({
      clientId: ids['client'],
      changes: [{ kind: 'line_terms', lineId: ids['contract line'], price: '1000' }],
    }),
    'simulation.replay': (ids) => ({
      changes: [{ kind: 'service_price', serviceId: ids['service'], currency: 'USD', price: '1000' }],
    }),
    'cost_rate.list': () => ({}),
    'cost_rate.set': (ids) => ({
      target: { kind: 'person', userId: ids['user'] },
      cost: '5000',
      validFrom: '2026-06-01',
    }),
    'cost_rate.remove': (ids) => ({ id: ids['cost rate'] }),
    'recurring_revenue.get': () => ({ from: '2026-09-01', to: '2026-11-01' }),
    'recurring_revenue.lines': (ids) => ({ clientId: ids['client'], from: '2026-09-01', to: '2026-11-01' }),
    'recurring_revenue.export': () => ({}),
    'margin.get': () => ({ from: '2026-01-01', to: '2027-01-01', by: 'contract' }),
    'margin.lines': (ids) => ({ from: '2026-01-01', to: '2027-01-01', clientId: ids['client'], currency: 'USD' }),
    'margin.export': () => ({ from: '2026-01-01', to: '2027-01-01' }),
    'unbilled.get': () => ({}),
    'unbilled.items': (ids) => ({ clientId: ids['client'] }),
    'unbilled.export': () => ({}),
    'billing_settings.get': () => ({}),
    'billing_settings.update': () => ({ zeroInvoices: 'issue' }),
  },
};
