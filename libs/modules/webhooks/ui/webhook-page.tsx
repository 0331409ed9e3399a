'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ShownSecret } from '@kelp/identity/screens';
import { call } from '@kelp/kernel/client';
import {
  ConfirmDialog,
  ErrorState,
  ExactTime,
  Facts,
  PageHeader,
  PageLoading,
  RelativeTime,
  toastError,
  toastSuccess,
} from '@kelp/ui';
import { deleteWebhook, rotateWebhookSecret, testWebhook, updateWebhook, type Webhook } from '../contract';
import { DeliveriesSection } from './deliveries-section';
import { RotateDialog } from './rotate-dialog';
import { t } from './strings';
import { WebhookDialog } from './webhook-dialog';
import { useRefreshWebhooks, useWebhook } from './webhook-queries';
import { WebhookHealth } from './webhook-state';
import './webhooks.css';

const factsOf = (webhook: Webhook) => [
  { key: 'state', label: t('page.state'), value: <WebhookHealth health={webhook.health} /> },
  { key: 'url', label: t('page.address'), value: <span style={{ overflowWrap: 'anywhere' }}>{webhook.url}</span> },
  {
    key: 'events',
    label: t('page.events'),
    value: webhook.events.length === 0 ? t('events.all') : webhook.events.join(', '),
  },
  { key: 'owner', label: t('page.owner'), value: webhook.owner.name },
  {
    key: 'ok',
    label: t('page.lastOk'),
    value: webhook.lastOkAt ? <RelativeTime at={webhook.lastOkAt} /> : t('never'),
  },
  ...(webhook.failingSince
    ? [
        { key: 'failing', label: t('page.failing'), value: <ExactTime at={webhook.failingSince} /> },
        { key: 'error', label: t('page.error'), value: webhook.lastError ?? '' },
      ]
    : []),
  ...(webhook.waiting > 0 ? [{ key: 'waiting', label: t('page.waiting'), value: String(webhook.waiting) }] : []),
  ...(webhook.held > 0 ? [{ key: 'held', label: t('page.held'), value: String(webhook.held) }] : []),
  ...(webhook.formerUntil
    ? [{ key: 'former', label: t('page.former'), value: <ExactTime at={webhook.formerUntil} /> }]
    : []),
];

type Open = 'change' | 'rotate' | 'delete' | null;

function Actions({ webhook, onOpen }: { webhook: Webhook; onOpen: (dialog: Open) => void }) {
  const refresh = useRefreshWebhooks();
  const { id, version, isActive, abilities } = webhook;

  async function act(work: () => Promise<unknown>, done: string) {
    try {
      await work();
      toastSuccess(done);
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }
  const test = () => act(() => call(testWebhook, { id }), t('page.tested'));
  const turn = () =>
    act(
      () => call(updateWebhook, { id, version, isActive: !isActive }),
      isActive ? t('page.paused') : t('page.resumed'),
    );

  return (
    <>
      {abilities.includes('delete') && (
        <Button variant="default" onClick={() => onOpen('delete')}>
          {t('page.delete')}
        </Button>
      )}
      {abilities.includes('update') && (
        <>
          <Button variant="default" onClick={() => onOpen('rotate')}>
            {t('page.rotate')}
          </Button>
          <Button variant="default" onClick={() => onOpen('change')}>
            {t('page.change')}
          </Button>
          <Button variant="default" onClick={() => void turn()}>
            {isActive ? t('page.pause') : t('page.resume')}
          </Button>
          <Button onClick={() => void test()}>{t('page.test')}</Button>
        </>
      )}
    </>
  );
}

function Dialogs({ webhook, open, onClose }: { webhook: Webhook; open: Open; onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefreshWebhooks();
  const [secret, setSecret] = useState<string | null>(null);
  const { id, name } = webhook;
  return (
    <>
      {open === 'change' && <WebhookDialog webhook={webhook} onClose={onClose} />}
      {open === 'rotate' && (
        <RotateDialog
          title={t('rotate.title')}
          confirm={t('rotate.confirm')}
          overlap={t('rotate.overlap')}
          hint={t('rotate.hint')}
          onSubmit={async (overlapHours) => {
            setSecret((await call(rotateWebhookSecret, { id, overlapHours })).secret);
            await refresh();
          }}
          onClose={onClose}
        />
      )}
      {open === 'delete' && (
        <ConfirmDialog
          opened
          danger
          title={t('delete.title', { name })}
          confirmLabel={t('delete.confirm')}
          onConfirm={async () => {
            await call(deleteWebhook, { id });
            toastSuccess(t('delete.done', { name }));
            router.push('/msp/settings/webhooks');
            await refresh();
          }}
          onClose={onClose}
        >
          {t('delete.text')}
        </ConfirmDialog>
      )}
      {secret && (
        <ShownSecret value={secret} title={t('secret.made')} text={t('secret.text')} onClose={() => setSecret(null)} />
      )}
    </>
  );
}

/** One webhook: what it hears, how it does, and everything that was sent to it. */
export function WebhookPage({ id }: { id: string }) {
  const query = useWebhook(id);
  const [open, setOpen] = useState<Open>(null);
  const webhook = query.data;
  const back = { href: '/msp/settings/webhooks', label: t('title') };
  if (!webhook)
    return (
      <div className="kelp-page">
        <PageHeader title={t('title')} back={back} />
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <PageLoading />}
      </div>
    );
  return (
    <div className="kelp-page">
      <PageHeader title={webhook.name} back={back} actions={<Actions webhook={webhook} onOpen={setOpen} />} />
      {webhook.pausedBecause && <p role="status">{t(`paused.${webhook.pausedBecause}`)}</p>}
      <Facts facts={factsOf(webhook)} />
      <DeliveriesSection webhook={webhook} />
      <Dialogs webhook={webhook} open={open} onClose={() => setOpen(null)} />
    </div>
  );
}
