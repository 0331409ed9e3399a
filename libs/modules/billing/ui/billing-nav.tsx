'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
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
  const path = usePathname();
  const current = useRef<HTMLAnchorElement>(null);
  // on a phone they stand in a line that is wider than the screen
  useEffect(() => {
    const [link, nav] = [current.current, current.current?.parentElement];
    if (link && nav) nav.scrollLeft = link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
  }, [path]);
  return (
    <nav className="kelp-b-nav" aria-label={t('nav.label')}>
      {places.map(({ href, label }) => (
        <Link key={href} href={href} {...(path === href ? { 'aria-current': 'page', ref: current } : {})}>
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
