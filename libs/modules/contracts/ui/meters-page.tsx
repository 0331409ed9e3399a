'use client';

import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatLocalDate, formatQuantity } from '@kelp/std';
import {
  DataList,
  EmptyState,
  ErrorState,
  Kbd,
  PageHeader,
  PageLoading,
  StatusBadge,
  toastError,
  toastSuccess,
  useAddress,
  useFormats,
  useKeys,
  type DataListColumn,
} from '@kelp/ui';
import { removeUsage, type MeterCard, type MeterEventRow } from '../contract';
import { useMeterEvents, useMeters, useRefreshMeters } from './meter-queries';
import { t } from './strings';

/** Dialogs come when they are opened. */
const MeterDialog = dynamic(() => import('./meter-dialog').then((file) => file.MeterDialog));
const UsageEntryDialog = dynamic(() => import('./usage-entry-dialog').then((file) => file.UsageEntryDialog));
const UsagePasteDialog = dynamic(() => import('./usage-paste-dialog').then((file) => file.UsagePasteDialog));

type Open = 'new' | 'edit' | 'enter' | 'paste';

const columnsFor = (
  meter: MeterCard,
  locale: string,
  onRemove: ((row: MeterEventRow) => void) | null,
): DataListColumn<MeterEventRow>[] => [
  {
    key: 'day',
    header: t('usage.day'),
    width: '120px',
    render: (row) => <span className="kelp-num">{formatLocalDate(row.workDate, locale, 'medium')}</span>,
  },
  { key: 'client', header: t('column.client'), primary: true, render: (row) => row.client.name },
  {
    key: 'quantity',
    header: t('usage.quantity'),
    width: '130px',
    align: 'end',
    render: (row) => (
      <span className="kelp-num">
        {formatQuantity(row.quantity, locale)} {meter.unit}
      </span>
    ),
  },
  { key: 'subject', header: t('usage.subject'), width: '160px', hideBelow: 900, render: (row) => row.subject },
  {
    key: 'from',
    header: t('quantity.source'),
    width: '170px',
    hideBelow: 760,
    render: (row) => `${row.recordedBy}, ${t(`usage.source.${row.source}`)}`,
  },
  {
    key: 'state',
    header: t('usage.state'),
    width: '130px',
    hideBelow: 640,
    render: (row) =>
      row.isBilled ? (
        <StatusBadge plain tone="success" label={t('usage.billed')} />
      ) : (
        onRemove && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onRemove(row)}>
            {t('usage.takeBack')}
          </Button>
        )
      ),
  },
];

function Compact({ row, unit, locale }: { row: MeterEventRow; unit: string; locale: string }) {
  return (
    <>
      <strong>{row.client.name}</strong>
      <span className="kelp-compact-line">
        <span className="kelp-num">{formatLocalDate(row.workDate, locale, 'medium')}</span>
        <span className="kelp-num">
          {formatQuantity(row.quantity, locale)} {unit}
        </span>
      </span>
    </>
  );
}

function Events({ meter, clientId }: { meter: MeterCard; clientId: string | null }) {
  const { locale } = useFormats();
  const query = useMeterEvents(meter.id, clientId);
  const refresh = useRefreshMeters();
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const mayRecord = query.data?.pages[0]?.abilities.includes('meter.record') ?? false;

  async function remove(row: MeterEventRow) {
    try {
      await call(removeUsage, { id: row.id });
      toastSuccess(t('usage.takenBack', { quantity: row.quantity, unit: meter.unit }));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <DataList
      label={t('usage.eventsOf', { name: meter.name })}
      rows={rows}
      rowId={(row) => row.id}
      rowLabel={(row) => `${row.client.name} ${row.workDate} ${row.quantity}`}
      columns={columnsFor(meter, locale, mayRecord ? (row) => void remove(row) : null)}
      renderCompact={(row) => <Compact row={row} unit={meter.unit} locale={locale} />}
      status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
      error={query.error}
      onRetry={() => void query.refetch()}
      empty={{ title: t('usage.none'), text: t('usage.noneText') }}
      hasMore={query.hasNextPage}
      loadingMore={query.isFetchingNextPage}
      loadMore={() => void query.fetchNextPage()}
    />
  );
}

function Dialogs({
  open,
  meter,
  clientId,
  onSaved,
  onClose,
}: {
  open: Open | null;
  meter: MeterCard | undefined;
  clientId: string | null;
  onSaved: (id: string) => void;
  onClose: () => void;
}) {
  if (open === 'new') return <MeterDialog onSaved={onSaved} onClose={onClose} />;
  if (!open || !meter) return null;
  if (open === 'edit') return <MeterDialog meter={meter} onClose={onClose} />;
  if (open === 'enter') return <UsageEntryDialog meter={meter} clientId={clientId} onClose={onClose} />;
  return <UsagePasteDialog meter={meter} onClose={onClose} />;
}

/** Meters and what they measured: entered by hand, pasted, or sent by a program. */
export function MetersPage() {
  const [address, change] = useAddress();
  const { data, error, refetch } = useMeters(true);
  const [open, setOpen] = useState<Open | null>(null);
  const clientId = address.get('client');
  const meter = data?.rows.find(({ id }) => id === address.get('meter')) ?? data?.rows[0];
  const can = (permission: string) => data?.abilities.includes(permission) ?? false;
  useKeys('page', {
    ...(can('meter.record') && meter?.isActive ? { c: { label: t('usage.enter'), run: () => setOpen('enter') } } : {}),
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const newMeter = can('meter.update') && (
    <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
      {t('meter.new')}
    </Button>
  );
  return (
    <div className="kelp-page-fill">
      <PageHeader
        title={t('meter.title')}
        back={{ href: '/msp/contracts', label: t('list.title') }}
        actions={
          <>
            {newMeter}
            {meter?.isActive && can('meter.record') && (
              <>
                <Button variant="default" onClick={() => setOpen('paste')}>
                  {t('usage.pasteOpen')}
                </Button>
                <Button rightSection={<Kbd keys="c" />} onClick={() => setOpen('enter')}>
                  {t('usage.enter')}
                </Button>
              </>
            )}
          </>
        }
      />
      {!meter ? (
        <EmptyState title={t('meter.none')} text={t('meter.noneText')} />
      ) : (
        <>
          <Stack gap={4} mb="sm">
            <Group align="flex-end">
              <Select
                label={t('meter.one')}
                data={data.rows.map(({ id, name }) => ({ value: id, label: name }))}
                allowDeselect={false}
                value={meter.id}
                onChange={(id) => change({ meter: id })}
              />
              {can('meter.update') && (
                <Button variant="default" onClick={() => setOpen('edit')}>
                  {t('meter.change')}
                </Button>
              )}
              {clientId && (
                <Button variant="subtle" onClick={() => change({ client: null })}>
                  {t('usage.allClients')}
                </Button>
              )}
            </Group>
            <Text size="sm" className="kelp-muted">
              {t(`meter.says.${meter.aggregate}`, { unit: meter.unit, service: meter.service.name })}
              {!meter.isActive && ` ${t('meter.inactive')}`}
            </Text>
          </Stack>
          <Events key={meter.id} meter={meter} clientId={clientId} />
        </>
      )}
      <Dialogs
        open={open}
        meter={meter}
        clientId={clientId}
        onSaved={(id) => change({ meter: id })}
        onClose={() => setOpen(null)}
      />
    </div>
  );
}
