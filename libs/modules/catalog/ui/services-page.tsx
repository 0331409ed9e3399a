'use client';

import { Button, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { DataList, FilterBar, Kbd, PageHeader, StatusBadge, useKeys, type DataListColumn } from '@kelp/ui';
import type { ServiceCard } from '../contract';
import { useServiceList, useTaxRates } from './catalog-queries';
import { shownPrices, unitPriceText } from './price-text';
import { ServiceDialog } from './service-dialog';
import { t } from './strings';
import { TaxRatesSection } from './tax-rates-section';

function Prices({ service }: { service: ServiceCard }) {
  const prices = shownPrices(service.prices);
  if (prices.length === 0) return <span className="kelp-muted">{t('price.none')}</span>;
  return (
    <span className="kelp-num">
      {prices.map((price) => unitPriceText(price.unitPrice, price.currency, service.unit)).join(', ')}
    </span>
  );
}

const columns: DataListColumn<ServiceCard>[] = [
  {
    key: 'name',
    header: t('service.name'),
    width: 'minmax(180px, 2fr)',
    primary: true,
    render: (row) => row.name,
  },
  { key: 'method', header: t('service.method'), width: '130px', render: (row) => t(`method.${row.billingMethod}`) },
  {
    key: 'tax',
    header: t('service.taxCategory'),
    width: '140px',
    hideBelow: 760,
    render: (row) => row.taxCategory.name,
  },
  {
    key: 'state',
    header: t('service.state'),
    width: '120px',
    hideBelow: 640,
    render: (row) => (
      <StatusBadge
        plain
        tone={row.isActive ? 'success' : 'neutral'}
        label={t(row.isActive ? 'state.active' : 'state.inactive')}
      />
    ),
  },
  {
    key: 'price',
    header: t('price.price'),
    width: 'minmax(170px, 1fr)',
    align: 'end',
    render: (row) => <Prices service={row} />,
  },
];

function Compact({ row }: { row: ServiceCard }) {
  return (
    <>
      <strong>{row.name}</strong>
      <span className="kelp-compact-line">
        <span>{t(`method.${row.billingMethod}`)}</span>
        <Prices service={row} />
      </span>
    </>
  );
}

/** What the MSP sells, with prices, and the tax rates below. */
export function ServicesPage() {
  const [search, setSearch] = useState('');
  const [includeInactive, setInactive] = useState(false);
  const [edited, setEdited] = useState<ServiceCard | 'new' | null>(null);
  const query = useServiceList(search, includeInactive);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const can = (permission: string) => query.data?.pages[0]?.abilities.includes(permission) ?? false;
  const categories = useTaxRates(can('tax.read')).data?.categories;
  // the form needs the tax categories to choose from
  const mayCreate = can('service.create') && categories !== undefined;
  const mayUpdate = can('service.update') && categories !== undefined;
  useKeys('page', mayCreate ? { c: { label: t('service.new'), run: () => setEdited('new') } } : {});

  return (
    <div className="kelp-page">
      <PageHeader
        title={t('service.title')}
        actions={
          mayCreate && (
            <Button
              leftSection={<IconPlus size={16} />}
              rightSection={<Kbd keys="c" />}
              onClick={() => setEdited('new')}
            >
              {t('service.new')}
            </Button>
          )
        }
      />
      <FilterBar
        filters={[]}
        values={{}}
        onChange={() => undefined}
        query={search}
        onQuery={setSearch}
        onClear={() => setSearch('')}
      >
        <Switch
          size="xs"
          label={t('service.showInactive')}
          checked={includeInactive}
          onChange={(event) => setInactive(event.currentTarget.checked)}
        />
      </FilterBar>
      <div style={{ display: 'flex', flex: 'none', height: 'max(240px, 45dvh)' }}>
        <DataList
          label={t('service.title')}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => row.name}
          columns={columns}
          renderCompact={(row) => <Compact row={row} />}
          status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={
            search ? { title: t('service.nothingFits') } : { title: t('service.empty'), text: t('service.emptyText') }
          }
          hasMore={query.hasNextPage}
          loadingMore={query.isFetchingNextPage}
          loadMore={() => void query.fetchNextPage()}
          {...(mayUpdate ? { onOpen: setEdited } : {})}
        />
      </div>
      {can('tax.read') && <TaxRatesSection />}
      {edited && categories && (
        <ServiceDialog
          service={edited === 'new' ? null : edited}
          categories={categories}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}
