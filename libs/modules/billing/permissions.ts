import { definePermissions } from '@kelp/kernel';

const readers = ['Manager', 'Finance', 'Auditor'];
const finance = ['Finance'];

export const billingPermissions = [
  ...definePermissions('invoice', {
    read: { label: 'See what is due, billing runs and invoices', roles: [...readers, 'Project Manager'] },
    generate: { label: 'Run the billing and make drafts', roles: finance },
    create: { label: 'Write invoices by hand', roles: finance },
    update: { label: 'Change drafts and their lines', roles: finance },
    finalize: { label: 'Give drafts their number', roles: finance },
    approve: { label: 'Approve drafts over the threshold', roles: ['Manager', 'Finance'] },
    send: { label: 'Mail invoices to clients', roles: finance },
    credit: { label: 'Give credit notes and correct invoices', roles: finance },
    write_off: { label: 'Write invoices off', roles: finance },
    remind: { label: 'Pause reminders and mark lines in dispute', roles: finance },
    void: { label: 'Void invoices', roles: finance },
    delete: { label: 'Delete drafts', roles: finance },
  }),
  ...definePermissions('payment', {
    read: { label: 'See payments and transactions', roles: readers },
    create: { label: 'Record payments', roles: finance },
    update: { label: 'Take payments off invoices', roles: finance },
  }),
  ...definePermissions('credit', {
    read: { label: 'See credit of clients', roles: readers },
    create: { label: 'Give credit', roles: finance },
    apply: { label: 'Use credit on invoices', roles: finance },
    transfer: { label: 'Move credit within a family of clients', roles: finance },
    refund: { label: 'Pay credit back', roles: finance },
  }),
  ...definePermissions('client_tax', {
    read: { label: 'See places, exemptions and VAT numbers of clients', roles: readers },
    update: { label: 'Change exemptions and VAT numbers of clients', roles: finance },
  }),
  ...definePermissions('tax_request', {
    read: { label: 'See which documents wait for their tax', roles: readers },
    answer: { label: 'Answer for the tax of documents', roles: finance },
  }),
  ...definePermissions('tax_report', {
    read: { label: 'See the tax report', roles: readers },
  }),
  ...definePermissions('accounting_export', {
    read: { label: 'See exports to accounting and their files', roles: ['Finance', 'Auditor'] },
    map: { label: 'Map accounts, taxes and services for accounting', roles: finance },
    run: { label: 'Export to accounting and cancel exports', roles: finance },
  }),
  ...definePermissions('money_report', {
    read: { label: 'See recurring revenue and what is not billed', roles: readers },
  }),
  ...definePermissions('billing', {
    view_cost: { isSensitive: true, label: 'See what hours cost', roles: ['Finance', 'Auditor', 'Project Manager'] },
    view_margin: { isSensitive: true, label: 'See margins of clients and contracts', roles: ['Finance', 'Auditor'] },
    set_cost: { label: 'Set what hours cost', roles: finance },
  }),
  ...definePermissions('billing_settings', {
    read: { label: 'See billing settings and invoice templates', roles: readers },
    update: { label: 'Change billing settings and invoice templates', roles: finance },
  }),
];
