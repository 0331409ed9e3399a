'use client';

import { SubNav } from '@kelp/ui';
import { t } from './strings';
import './billing-pages.css';

const places = [
  { href: '/msp/billing', label: 'nav.toBill' },
  { href: '/msp/billing/missing', label: 'nav.missing' },
  { href: '/msp/billing/runs', label: 'nav.runs' },
  { href: '/msp/billing/review', label: 'nav.review' },
  { href: '/msp/billing/invoices', label: 'nav.invoices' },
  { href: '/msp/billing/receivables', label: 'nav.receivables' },
  { href: '/msp/billing/payments', label: 'nav.payments' },
  { href: '/msp/billing/exceptions', label: 'nav.exceptions' },
  { href: '/msp/billing/credits', label: 'nav.credits' },
  { href: '/msp/billing/deferred', label: 'nav.deferred' },
  { href: '/msp/billing/transactions', label: 'nav.transactions' },
  { href: '/msp/billing/tax', label: 'nav.tax' },
  { href: '/msp/billing/books', label: 'nav.books' },
  { href: '/msp/billing/exports', label: 'nav.exports' },
  { href: '/msp/billing/reports', label: 'nav.reports' },
] as const;

/** The lists of billing, beside each other. */
export function BillingNav() {
  return <SubNav label={t('nav.label')} places={places.map(({ href, label }) => ({ href, label: t(label) }))} />;
}
