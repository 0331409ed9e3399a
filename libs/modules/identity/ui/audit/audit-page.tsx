'use client';

import { Button, Group, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { DataList, ExactTime, FilterBar, later, PageHeader, useAddress, type DataListColumn } from '@kelp/ui';
import { auditDoor, exportAudit, listAudit, type AuditRow } from '../../contract';
import { useMay } from '../people-queries';
import { t } from '../strings';
import { AuditRetention } from './audit-retention';
import { doorName, recordOf } from './audit-words';
import './audit.css';

const AuditDetails = later(() => import('./audit-details').then((part) => part.AuditDetails));

const fieldsOf = ({ before, after }: AuditRow) => Object.keys(after ?? before ?? {}).join(', ');

const columns: DataListColumn<AuditRow>[] = [
  { key: 'what', header: t('audit.what'), width: 'minmax(170px, 1fr)', primary: true, render: (row) => row.action },
  { key: 'record', header: t('audit.record'), width: 'minmax(150px, 1.2fr)', hideBelow: 760, render: recordOf },
  { key: 'fields', header: t('audit.fields'), width: 'minmax(140px, 1.2fr)', hideBelow: 1100, render: fieldsOf },
  { key: 'who', header: t('audit.who'), width: 'minmax(120px, 0.9fr)', render: (row) => row.actorName },
  { key: 'door', header: t('audit.door'), width: '100px', hideBelow: 900, render: (row) => doorName(row.door) },
  { key: 'when', header: t('audit.when'), width: '190px', hideBelow: 640, render: (row) => <ExactTime at={row.at} /> },
];

function Compact({ row }: { row: AuditRow }) {
  return (
    <>
      <strong>{row.action}</strong>
      <span className="kelp-compact-line">
        <span>{row.actorName}</span>
        <span className="kelp-muted">
          <ExactTime at={row.at} />
        </span>
      </span>
    </>
  );
}

/** The filter as the address of the page holds it; days are those of the browser. */
function useAuditFilter() {
  const [address, setAddress] = useAddress();
  const dayOf = (name: string) => {
    const at = new Date(`${address.get(name) ?? ''}T00:00:00`);
    return Number.isNaN(at.getTime()) ? null : at;
  };
  const [from, until] = [dayOf('from'), dayOf('until')];
  const door = auditDoor.safeParse(address.get('door'));
  const words = address.get('words');
  const wish = {
    ...(words ? { words } : {}),
    ...(door.success ? { door: door.data } : {}),
    ...(from ? { from } : {}),
    ...(until ? { to: new Date(until.getFullYear(), until.getMonth(), until.getDate() + 1) } : {}),
  };
  return { address, setAddress, wish };
}

/** Who changed what, when, by which door, with the values before and after. */
export function AuditPage() {
  const may = useMay();
  const { address, setAddress, wish } = useAuditFilter();
  const [opened, setOpened] = useState<AuditRow | null>(null);
  const query = useInfiniteQuery({
    queryKey: [listAudit.name, wish],
    queryFn: ({ pageParam, signal }) =>
      call(listAudit, { ...wish, limit: 100, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const day = (name: 'from' | 'until') => (
    <TextInput
      type="date"
      size="xs"
      aria-label={t(`audit.${name}`)}
      title={t(`audit.${name}`)}
      value={address.get(name) ?? ''}
      onChange={(event) => setAddress({ [name]: event.currentTarget.value || null })}
    />
  );
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('audit.title')}
        back={{ href: '/msp/settings', label: t('people.back') }}
        meta={t('audit.lead')}
        actions={
          may('audit_log.export') && (
            <Button
              component="a"
              variant="default"
              download
              href={`/api/exports/${exportAudit.name}?input=${encodeURIComponent(JSON.stringify(wish))}`}
            >
              {t('audit.csv')}
            </Button>
          )
        }
      />
      <FilterBar
        filters={[]}
        values={{}}
        onChange={() => undefined}
        query={address.get('words') ?? ''}
        onQuery={(words) => setAddress({ words: words || null })}
        onClear={() => setAddress({ words: null, door: null, from: null, until: null })}
      >
        <Group gap="xs">
          <Select
            size="xs"
            aria-label={t('audit.door')}
            placeholder={t('audit.everyDoor')}
            data={auditDoor.options.map((value) => ({ value, label: t(`audit.door.${value}`) }))}
            value={address.get('door')}
            onChange={(door) => setAddress({ door })}
            clearable
          />
          {day('from')}
          {day('until')}
        </Group>
      </FilterBar>
      <div className="kelp-audit-list">
        <DataList
          label={t('audit.title')}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => `${row.action}, ${row.actorName}`}
          columns={columns}
          renderCompact={(row) => <Compact row={row} />}
          status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={{ title: t('audit.empty'), text: t('audit.emptyText') }}
          hasMore={query.hasNextPage}
          loadingMore={query.isFetchingNextPage}
          loadMore={() => void query.fetchNextPage()}
          onOpen={setOpened}
        />
      </div>
      <AuditRetention />
      {opened && <AuditDetails row={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}
