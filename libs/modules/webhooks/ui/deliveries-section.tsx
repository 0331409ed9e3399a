'use client';

import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { DataList, RelativeTime, Section, type DataListColumn } from '@kelp/ui';
import { deliveryState, type DeliveryState, type Webhook, type WebhookDelivery } from '../contract';
import { DeliveryDialog } from './delivery-dialog';
import { ReplayDialog } from './replay-dialog';
import { t } from './strings';
import { useDeliveries } from './webhook-queries';
import { DeliveryBadge } from './webhook-state';

const answerOf = ({ statusCode, error }: WebhookDelivery) =>
  statusCode ? String(statusCode) : error ? t('delivery.noAnswer') : '–';

const columns: DataListColumn<WebhookDelivery>[] = [
  {
    key: 'event',
    header: t('deliveries.event'),
    width: 'minmax(160px, 1fr)',
    primary: true,
    render: (row) => row.eventType,
  },
  {
    key: 'state',
    header: t('deliveries.state'),
    width: '120px',
    render: ({ state }) => <DeliveryBadge state={state} />,
  },
  { key: 'answer', header: t('deliveries.answer'), width: '110px', hideBelow: 640, render: answerOf },
  { key: 'tries', header: t('deliveries.tries'), width: '80px', hideBelow: 760, render: (row) => row.attempts },
  {
    key: 'at',
    header: t('deliveries.at'),
    width: '140px',
    hideBelow: 640,
    render: ({ occurredAt }) => <RelativeTime at={occurredAt} />,
  },
];

function Compact({ row }: { row: WebhookDelivery }) {
  return (
    <>
      <strong>{row.eventType}</strong>
      <span className="kelp-compact-line">
        <DeliveryBadge state={row.state} />
        <span className="kelp-muted">
          <RelativeTime at={row.occurredAt} />
        </span>
      </span>
    </>
  );
}

/** Everything that was sent to a webhook and what waits, with the way to send it again. */
export function DeliveriesSection({ webhook }: { webhook: Webhook }) {
  const [state, setState] = useState<DeliveryState | null>(null);
  const [opened, setOpened] = useState<WebhookDelivery | null>(null);
  const [isReplaying, setReplaying] = useState(false);
  const query = useDeliveries(webhook.id, state);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const mayReplay = webhook.abilities.includes('update') && webhook.isActive;
  return (
    <Section
      title={t('deliveries.title')}
      actions={
        <>
          <Select
            aria-label={t('deliveries.filter')}
            placeholder={t('deliveries.any')}
            data={deliveryState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
            value={state}
            onChange={(value) => setState(value as DeliveryState | null)}
            clearable
            size="xs"
          />
          {mayReplay && (
            <Button size="xs" variant="default" onClick={() => setReplaying(true)}>
              {t('replay.open')}
            </Button>
          )}
        </>
      }
    >
      <p className="kelp-muted">{t('deliveries.lead')}</p>
      <div className="kelp-webhook-list">
        <DataList
          label={t('deliveries.list')}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => row.eventType}
          columns={columns}
          renderCompact={(row) => <Compact row={row} />}
          status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={{ title: t('deliveries.empty'), text: t('deliveries.emptyText') }}
          hasMore={query.hasNextPage}
          loadingMore={query.isFetchingNextPage}
          loadMore={() => void query.fetchNextPage()}
          onOpen={setOpened}
        />
      </div>
      {opened && <DeliveryDialog id={opened.id} mayReplay={mayReplay} onClose={() => setOpened(null)} />}
      {isReplaying && <ReplayDialog id={webhook.id} onClose={() => setReplaying(false)} />}
    </Section>
  );
}
