'use client';

import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import Link from 'next/link';
import { useRef } from 'react';
import { EmptyState, Kbd, PageHeader, useKeys, useAddress } from '@kelp/ui';
import { Failure, Loading } from './page-states';
import { usePortalTickets } from './portal-queries';
import { t } from './strings';
import { TicketCards } from './ticket-cards';
import './portal-pages.css';

const states = ['open', 'closed', 'all'] as const;
type State = (typeof states)[number];

/** The person's requests, or the company's as far as the role reaches; the filters stand in the address. */
export function PortalTicketsPage() {
  const [address, setAddress] = useAddress();
  const field = useRef<HTMLInputElement>(null);
  const state: State = states.find((one) => one === address.get('state')) ?? 'open';
  const isMine = address.get('mine') === '1';
  const search = address.get('search') ?? '';
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePortalTickets({
    state,
    isMine,
    search,
  });
  const onSearch = useDebouncedCallback((words: string) => setAddress({ search: words }), 250);
  useKeys('page', { '/': { label: t('tickets.search'), run: () => field.current?.focus() } });

  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const seesCompany = data?.pages[0]?.seesCompany ?? false;
  return (
    <div className="kelp-p-page">
      <PageHeader
        title={t('tickets.title')}
        actions={
          <Button component={Link} href="/client-portal">
            {t('tickets.ask')}
          </Button>
        }
      />
      <div className="kelp-p-filters">
        <SegmentedControl
          aria-label={t('tickets.filter')}
          value={state}
          onChange={(value) => setAddress({ state: value === 'open' ? null : value })}
          data={states.map((value) => ({ value, label: t(`tickets.filter.${value}`) }))}
        />
        <TextInput
          ref={field}
          type="search"
          className="kelp-p-grow"
          aria-label={t('tickets.search')}
          placeholder={t('tickets.search')}
          leftSection={<IconSearch size={17} />}
          rightSection={<Kbd keys="/" />}
          defaultValue={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
        />
        {seesCompany && (
          <Switch
            label={t('tickets.mine')}
            checked={isMine}
            onChange={(event) => setAddress({ mine: event.currentTarget.checked ? '1' : null })}
          />
        )}
      </div>
      {isPending && <Loading />}
      {!isPending && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {data && (
        <div className="kelp-p-panel">
          {rows.length > 0 && <TicketCards rows={rows} showRequester={seesCompany && !isMine} />}
          {rows.length === 0 && search !== '' && (
            <EmptyState title={t('tickets.emptySearch')} text={t('tickets.emptySearchText')} />
          )}
          {rows.length === 0 && search === '' && (
            <EmptyState title={t('tickets.empty')} text={t('tickets.emptyText')} />
          )}
        </div>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
