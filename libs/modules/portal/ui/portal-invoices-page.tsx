'use client';

import { Button, SegmentedControl } from '@mantine/core';
import { EmptyState, Money, PageHeader, useAddress } from '@kelp/ui';
import { InvoiceCards } from './invoice-cards';
import { Failure, Loading } from './page-states';
import { PayButton } from './pay-button';
import { usePortalInvoices } from './portal-queries';
import { t } from './strings';
import './portal-pages.css';

const states = ['all', 'due', 'paid'] as const;

/** The client's invoices and what is due in all. */
export function PortalInvoicesPage() {
  const [address, setAddress] = useAddress();
  const state = states.find((one) => one === address.get('state')) ?? 'all';
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePortalInvoices(state);
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  const rows = data.pages.flatMap((page) => page.rows);
  const due = data.pages[0]?.due ?? [];
  return (
    <div className="kelp-p-page">
      <PageHeader
        title={t('invoices.title')}
        meta={due.map(({ currency, amount }) => (
          <span key={currency}>
            {t('invoices.due')}{' '}
            <strong className="kelp-p-due">
              <Money minor={amount} currency={currency} />
            </strong>
          </span>
        ))}
        actions={due.map(({ currency }) => (
          <PayButton key={currency} rows={rows.filter((row) => row.currency === currency)} />
        ))}
      />
      <div className="kelp-p-filters">
        <SegmentedControl
          style={{ flex: 'none', whiteSpace: 'nowrap' }}
          aria-label={t('invoices.filter')}
          value={state}
          onChange={(value) => setAddress({ state: value === 'all' ? null : value })}
          data={states.map((value) => ({ value, label: t(`invoices.filter.${value}`) }))}
        />
      </div>
      <div className="kelp-p-panel">
        {rows.length > 0 && <InvoiceCards rows={rows} />}
        {rows.length === 0 && (
          <EmptyState
            title={state === 'all' ? t('invoices.empty') : t('invoices.emptyFiltered')}
            text={state === 'all' ? t('invoices.emptyText') : undefined}
          />
        )}
      </div>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
