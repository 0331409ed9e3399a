'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { EmptyState, PageHeader, RelativeTime, Section, StatusBadge, type Tone } from '@kelp/ui';
import type { OfferedService, PortalRequestRow } from '../../requests/contract';
import { Failure, Loading } from '../page-states';
import { t } from '../strings';
import { PriceLine } from './price-line';
import { usePortalCatalogue, usePortalRequests } from './request-queries';
import '../portal-pages.css';

const tones: Record<PortalRequestRow['state'], Tone> = {
  submitted: 'waiting',
  accepted: 'info',
  refused: 'danger',
  withdrawn: 'neutral',
};

/** How a request stands; one that became a ticket says how that one stands. */
export function RequestState({ row }: { row: Pick<PortalRequestRow, 'state' | 'ticket'> }) {
  const status = row.ticket?.status;
  if (status) return <StatusBadge tone={status.isClosed ? 'success' : 'info'} label={status.label} />;
  return <StatusBadge tone={tones[row.state]} label={t(`services.state.${row.state}`)} />;
}

function Offered({ rows }: { rows: readonly OfferedService[] }) {
  return (
    <ul className="kelp-p-list">
      {rows.map(({ id, name, description, needsApproval, price }) => (
        <li key={id}>
          <Link href={`/client-portal/services/${id}`} className="kelp-p-item">
            <span className="kelp-p-item-main">
              <strong>{name}</strong>
              {description && <span className="kelp-muted">{description.split('\n')[0]}</span>}
              <span className="kelp-muted kelp-p-item-facts">
                {needsApproval && <span>{t('services.needsApproval')}</span>}
              </span>
            </span>
            {price && (
              <span className="kelp-p-item-end">
                <PriceLine price={price} />
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function RequestCards({ rows, showRequester }: { rows: readonly PortalRequestRow[]; showRequester: boolean }) {
  return (
    <ul className="kelp-p-list">
      {rows.map((row) => (
        <li key={row.id}>
          <Link href={`/client-portal/services/requests/${row.id}`} className="kelp-p-item">
            <span className="kelp-p-item-main">
              <strong>{row.name}</strong>
              <span className="kelp-muted kelp-p-item-facts">
                {showRequester && <span>{row.isMine ? t('services.you') : row.requester}</span>}
                {row.ticket && <span className="kelp-num">{row.ticket.number}</span>}
                <RelativeTime at={row.createdAt} />
              </span>
            </span>
            <span className="kelp-p-item-end">
              <RequestState row={row} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** What waits for this person to approve it; nothing while there is none. */
function Waiting() {
  const query = usePortalRequests(true);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t('services.waiting')}>
      <div className="kelp-p-panel">
        <RequestCards rows={rows} showRequester />
      </div>
      {query.hasNextPage && (
        <Button variant="default" onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Section>
  );
}

/** What the person asked for; of the whole company for who approves. */
function Asked() {
  const query = usePortalRequests(false);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const seesCompany = query.data?.pages[0]?.seesCompany ?? false;
  return (
    <Section title={t(seesCompany ? 'services.askedByAll' : 'services.asked')}>
      {query.isPending && <Loading />}
      {query.isError && !query.data && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className="kelp-p-panel">
          {rows.length > 0 && <RequestCards rows={rows} showRequester={seesCompany} />}
          {rows.length === 0 && <EmptyState title={t('services.noneAsked')} text={t('services.noneAskedText')} />}
        </div>
      )}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Section>
  );
}

/** The service catalogue: what may be asked for, what waits for approval, and what became of what was asked. */
export function PortalServicesPage() {
  const { data, error, isPending, refetch } = usePortalCatalogue();
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <div className="kelp-p-page">
      <PageHeader title={t('services.title')} />
      {data.abilities.includes('portal_request.approve') && <Waiting />}
      <div className="kelp-p-panel">
        {data.rows.length > 0 ? (
          <Offered rows={data.rows} />
        ) : (
          <EmptyState
            title={t('services.empty')}
            text={t('services.emptyText')}
            action={<Link href="/client-portal">{t('tickets.ask')}</Link>}
          />
        )}
      </div>
      <Asked />
    </div>
  );
}
