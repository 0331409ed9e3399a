'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import {
  ConfirmDialog,
  ErrorState,
  ExactTime,
  Facts,
  PageHeader,
  PageLoading,
  toastError,
  toastSuccess,
} from '@kelp/ui';
import { deleteInboundWebhook, rotateInboundAddress, updateInboundWebhook, type InboundWebhook } from '../contract';
import { InboundDialog } from './inbound-dialog';
import { useInboundWebhook, useRefreshInbound } from './inbound-queries';
import { InboundState, ShownAddress } from './inbound-webhooks-page';
import { MappingSection } from './mapping-section';
import { RequestsSection } from './requests-section';
import { RotateDialog } from './rotate-dialog';
import { t } from './strings';
import './webhooks.css';

type Open = 'change' | 'rotate' | 'delete' | null;

const factsOf = (webhook: InboundWebhook) => [
  { key: 'state', label: t('page.state'), value: <InboundState row={webhook} /> },
  { key: 'board', label: t('in.form.board'), value: webhook.board?.name ?? t('in.defaultBoard') },
  { key: 'owner', label: t('in.owner'), value: webhook.owner.name },
  ...(webhook.signatureHeader ? [{ key: 'header', label: t('in.form.header'), value: webhook.signatureHeader }] : []),
  ...(webhook.formerUntil
    ? [{ key: 'former', label: t('in.rotate.overlap'), value: <ExactTime at={webhook.formerUntil} /> }]
    : []),
];

function Actions({ webhook, onOpen }: { webhook: InboundWebhook; onOpen: (dialog: Open) => void }) {
  const refresh = useRefreshInbound();
  const { id, version, isActive, isCapturing, abilities } = webhook;

  async function change(what: { isActive?: boolean; isCapturing?: boolean }, done: string) {
    try {
      await call(updateInboundWebhook, { id, version, ...what });
      toastSuccess(done);
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

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
            {t('in.rotate')}
          </Button>
          <Button variant="default" onClick={() => onOpen('change')}>
            {t('page.change')}
          </Button>
          <Button
            variant="default"
            onClick={() => void change({ isActive: !isActive }, isActive ? t('in.paused') : t('in.resumed'))}
          >
            {isActive ? t('page.pause') : t('page.resume')}
          </Button>
          <Button
            onClick={() =>
              void change({ isCapturing: !isCapturing }, isCapturing ? t('in.resumed') : t('in.sampleWaits'))
            }
          >
            {isCapturing ? t('in.sampleSkip') : t('in.sampleNew')}
          </Button>
        </>
      )}
    </>
  );
}

function Dialogs({ webhook, open, onClose }: { webhook: InboundWebhook; open: Open; onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefreshInbound();
  const [address, setAddress] = useState<string | null>(null);
  const { id, name } = webhook;
  return (
    <>
      {open === 'change' && <InboundDialog webhook={webhook} onClose={onClose} />}
      {open === 'rotate' && (
        <RotateDialog
          title={t('in.rotate.title')}
          confirm={t('in.rotate.confirm')}
          overlap={t('in.rotate.overlap')}
          onSubmit={async (overlapHours) => {
            setAddress((await call(rotateInboundAddress, { id, overlapHours })).address);
            await refresh();
          }}
          onClose={onClose}
        />
      )}
      {open === 'delete' && (
        <ConfirmDialog
          opened
          danger
          title={t('in.delete.title', { name })}
          confirmLabel={t('in.delete.confirm')}
          onConfirm={async () => {
            await call(deleteInboundWebhook, { id });
            toastSuccess(t('in.delete.done', { name }));
            router.push('/msp/settings/alerts');
            await refresh();
          }}
          onClose={onClose}
        >
          {t('in.delete.text')}
        </ConfirmDialog>
      )}
      {address && <ShownAddress path={address} onClose={() => setAddress(null)} />}
    </>
  );
}

/** One address for alerts: what becomes of its requests, its sample, and everything that came. */
export function InboundWebhookPage({ id }: { id: string }) {
  const query = useInboundWebhook(id);
  const [open, setOpen] = useState<Open>(null);
  const webhook = query.data;
  const back = { href: '/msp/settings/alerts', label: t('in.title') };
  if (!webhook)
    return (
      <div className="kelp-page">
        <PageHeader title={t('in.title')} back={back} />
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <PageLoading />}
      </div>
    );
  return (
    <div className="kelp-page">
      <PageHeader title={webhook.name} back={back} actions={<Actions webhook={webhook} onOpen={setOpen} />} />
      {webhook.isCapturing && <p role="status">{t('in.sampleWaits')}</p>}
      <Facts facts={factsOf(webhook)} />
      <MappingSection key={webhook.id} webhook={webhook} />
      <RequestsSection id={id} mayReplay={webhook.abilities.includes('update')} />
      <Dialogs webhook={webhook} open={open} onClose={() => setOpen(null)} />
    </div>
  );
}
