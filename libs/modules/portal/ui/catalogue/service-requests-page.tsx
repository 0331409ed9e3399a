'use client';

import { Anchor, Button, SegmentedControl, Table } from '@mantine/core';
import Link from 'next/link';
import { isUuid } from '@kelp/std';
import { useMe } from '@kelp/identity/screens';
import { EmptyState, PageHeader, QueryState, RelativeTime, useAddress } from '@kelp/ui';
import type { ServiceRequest } from '../../requests/contract';
import { useServiceRequests } from './catalogue-queries';
import { RequestBadge } from './request-badge';
import { RequestDialog } from './request-dialog';
import { t } from './strings';

const states = ['submitted', 'accepted', 'refused', 'withdrawn'] as const;
function Row({ row, onOpen }: { row: ServiceRequest; onOpen: () => void }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component="button" type="button" ta="start" fw={500} onClick={onOpen}>
          {row.name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} href={`/msp/clients/${row.client.id}`}>
          {row.client.name}
        </Anchor>
      </Table.Td>
      <Table.Td>{row.requester}</Table.Td>
      <Table.Td>
        <RequestBadge state={row.state} />
      </Table.Td>
      <Table.Td>
        {row.ticket && (
          <Anchor component={Link} href={`/msp/tickets/${row.ticket.id}`} className="kelp-num">
            {row.ticket.number}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td>
        <RelativeTime at={row.createdAt} />
      </Table.Td>
    </Table.Tr>
  );
}

/** What clients asked for by the forms of the catalogue, with what became of it. */
export function ServiceRequestsPage() {
  const [address, change] = useAddress();
  const permissions = useMe().data?.permissions ?? [];
  const state = states.find((one) => one === address.get('state'));
  const clientId = address.get('client') ?? '';
  const open = address.get('request') ?? '';
  const query = useServiceRequests({ ...(state ? { state } : {}), ...(isUuid(clientId) ? { clientId } : {}) });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('requests')}
        actions={
          <>
            {permissions.includes('service_request_definition.read') && (
              <Anchor component={Link} href="/msp/settings/service-catalogue" size="sm">
                {t('title')}
              </Anchor>
            )}
            {permissions.includes('service_request.create') && (
              <Button
                component={Link}
                href={`/msp/service-requests/new${isUuid(clientId) ? `?client=${clientId}` : ''}`}
              >
                {t('ask.new')}
              </Button>
            )}
          </>
        }
      />
      <SegmentedControl
        aria-label={t('requests.show')}
        value={state ?? 'all'}
        onChange={(value) => change({ state: value === 'all' ? null : value })}
        data={['all', ...states].map((value) => ({ value, label: t(`requests.${value as 'all'}`) }))}
      />
      {isUuid(clientId) && (
        <p>
          {t('requests.ofClient', { name: rows[0]?.client.name ?? '' })}{' '}
          <Anchor component="button" type="button" onClick={() => change({ client: null })}>
            {t('requests.ofAll')}
          </Anchor>
        </p>
      )}
      <QueryState query={query} lines={5} />
      {query.data && rows.length === 0 && <EmptyState title={t('requests.empty')} text={t('requests.emptyText')} />}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={720}>
          <Table aria-label={t('requests')} verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                {(['name', 'client', 'requester', 'state', 'ticket', 'at'] as const).map((key) => (
                  <Table.Th key={key}>{t(`column.${key}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} onOpen={() => change({ request: row.id })} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {isUuid(open) && <RequestDialog id={open} onClose={() => change({ request: null })} />}
    </div>
  );
}
