'use client';

import { Button, Code } from '@mantine/core';
import type { z } from '@kelp/kernel/contract';
import { call } from '@kelp/kernel/client';
import { Dialog, ErrorState, ExactTime, Facts, PageLoading, Section, toastError, toastSuccess } from '@kelp/ui';
import { replayWebhook, type getWebhookDelivery } from '../contract';
import { t } from './strings';
import { useDelivery, useRefreshWebhooks } from './webhook-queries';
import { DeliveryBadge } from './webhook-state';

type Delivery = z.output<typeof getWebhookDelivery.output>;

const factsOf = (delivery: Delivery) => [
  { key: 'state', label: t('deliveries.state'), value: <DeliveryBadge state={delivery.state} /> },
  { key: 'id', label: t('delivery.id'), value: <code style={{ overflowWrap: 'anywhere' }}>{delivery.eventId}</code> },
  { key: 'at', label: t('deliveries.at'), value: <ExactTime at={delivery.occurredAt} /> },
  ...(delivery.nextAt ? [{ key: 'next', label: t('delivery.next'), value: <ExactTime at={delivery.nextAt} /> }] : []),
  ...(delivery.error ? [{ key: 'error', label: t('delivery.error'), value: delivery.error }] : []),
];

function Tries({ tried }: Pick<Delivery, 'tried'>) {
  return (
    <Section title={t('delivery.tries')}>
      {tried.length === 0 && <p className="kelp-muted">{t('delivery.none')}</p>}
      <ol className="kelp-entries">
        {tried.map(({ n, at, statusCode, error, answer, tookMs }) => (
          <li key={n} className="kelp-entry">
            <span className="kelp-entry-words">
              <strong>{statusCode ?? t('delivery.noAnswer')}</strong>
              {error && <span className="kelp-muted">{error}</span>}
              {answer && <code style={{ overflowWrap: 'anywhere' }}>{answer.slice(0, 300)}</code>}
            </span>
            <span className="kelp-muted">
              <ExactTime at={at} /> · {t('delivery.took', { ms: tookMs })}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** JSON as it is read; what is none stays as it is. */
function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** One delivery: its tries with their answers, what was sent, and the way to send it again. */
export function DeliveryDialog({ id, mayReplay, onClose }: { id: string; mayReplay: boolean; onClose: () => void }) {
  const query = useDelivery(id);
  const refresh = useRefreshWebhooks();
  const delivery = query.data;

  async function again(webhookId: string) {
    try {
      await call(replayWebhook, { id: webhookId, deliveryIds: [id], which: 'all' });
      toastSuccess(t('delivery.againDone'));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <Dialog opened onClose={onClose} size="lg" title={delivery?.eventType ?? t('deliveries.title')}>
      {query.isPending && <PageLoading />}
      {query.isError && !delivery && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {delivery && (
        <>
          <Facts facts={factsOf(delivery)} />
          <Tries tried={delivery.tried} />
          <Section title={t('delivery.body')}>
            {delivery.body ? (
              <Code block className="kelp-webhook-body" tabIndex={0}>
                {laidOut(delivery.body)}
              </Code>
            ) : (
              <p className="kelp-muted">{delivery.attempts > 0 ? t('delivery.hidden') : t('delivery.none')}</p>
            )}
          </Section>
          {mayReplay && (
            <div className="kelp-actions">
              <Button onClick={() => void again(delivery.webhook.id)}>{t('delivery.again')}</Button>
            </div>
          )}
        </>
      )}
    </Dialog>
  );
}
