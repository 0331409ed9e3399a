'use client';

import { SegmentedControl } from '@mantine/core';
import Link from 'next/link';
import { EmptyState, PageHeader, useAddress } from '@kelp/ui';
import { BillingNav } from './billing-nav';
import { useMay } from './billing-queries';
import { MarginReport } from './margin-report';
import { RecurringReport } from './recurring-report';
import { t } from './strings';
import { UnbilledReport } from './unbilled-report';
import './billing-pages.css';
import './reports.css';

const others = [
  { href: '/msp/billing/deferred', label: 'report.deferred' },
  { href: '/msp/billing/tax', label: 'report.tax' },
  { href: '/msp/billing/receivables', label: 'report.aging' },
  { href: '/msp/billing/missing', label: 'report.missing' },
] as const;

/** Reports of money: what recurs, what is earned with it, what is not billed; and the way to the others. */
export function ReportsPage() {
  const [address, setAddress] = useAddress();
  const [maySee, mayMargin, mayCost] = [
    useMay('money_report.read'),
    useMay('billing.view_margin'),
    useMay('billing.view_cost'),
  ];
  const offered = [
    ...(maySee ? (['recurring'] as const) : []),
    ...(mayMargin && mayCost ? (['margin'] as const) : []),
    ...(maySee ? (['unbilled'] as const) : []),
  ];
  const report = offered.find((one) => one === address.get('report')) ?? offered[0];
  const choose = (value: string) =>
    setAddress({ ...{ report: value, from: null, to: null, by: null }, client: null, currency: null, column: null });
  return (
    <div className="kelp-page">
      <PageHeader title={t('report.title')} />
      <BillingNav />
      {report ? (
        <SegmentedControl
          aria-label={t('report.title')}
          data={offered.map((value) => ({ value, label: t(`report.${value}.title`) }))}
          value={report}
          onChange={choose}
          style={{ alignSelf: 'flex-start' }}
        />
      ) : (
        <EmptyState title={t('report.none')} text={t('report.noneText')} />
      )}
      {report === 'recurring' && <RecurringReport />}
      {report === 'margin' && <MarginReport />}
      {report === 'unbilled' && <UnbilledReport />}
      <ul className="kelp-r-links" aria-label={t('report.others')}>
        {others.map(({ href, label }) => (
          <li key={href}>
            <Link href={href}>{t(label)}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
