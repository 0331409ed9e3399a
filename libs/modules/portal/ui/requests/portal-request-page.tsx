'use client';

import { Button, Textarea } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, ExactTime, formatBytes, FormDialog, PageHeader, toastSuccess, useFormats } from '@kelp/ui';
import {
  approvePortalRequest,
  getPortalRequestFile,
  refusePortalRequest,
  withdrawPortalRequest,
  type PortalRequest,
} from '../../requests/contract';
import { Failure, isRecordId, Loading, NothingHere } from '../page-states';
import { t } from '../strings';
import { RequestState } from './portal-services-page';
import { PriceLine } from './price-line';
import { usePortalRequest, useRefreshRequests } from './request-queries';
import '../portal-pages.css';
import './requests.css';

/** What somebody asked for: how it stands, the answers, and for an Admin whether it shall be done. */
export function PortalRequestPage({ id }: { id: string }) {
  return isRecordId(id) ? <Request id={id} /> : <NothingHere />;
}

function Request({ id }: { id: string }) {
  const { data: request, error, isPending, refetch } = usePortalRequest(id);
  if (isPending) return <Loading />;
  if (!request) return <Failure error={error} onRetry={() => void refetch()} />;
  const { name, requester, isMine, createdAt, price } = request;
  return (
    <div className="kelp-p-page">
      <PageHeader
        title={name}
        back={{ href: '/client-portal/services', label: t('services.title') }}
        meta={
          <>
            <RequestState row={request} />
            <span>{isMine ? t('services.byYou') : t('ticket.asked', { name: requester })}</span>
            <ExactTime at={createdAt} />
            {price && <PriceLine price={price} />}
          </>
        }
        actions={<Acts request={request} />}
      />
      <Outcome request={request} />
      <Answers request={request} />
    </div>
  );
}

function Outcome({ request: { state, ticket, reason, decidedBy } }: { request: PortalRequest }) {
  if (state === 'submitted') return <p role="note">{t('services.isWaiting')}</p>;
  if (state === 'withdrawn') return <p role="note">{t('services.isWithdrawn')}</p>;
  if (state === 'refused')
    return (
      <div className="kelp-p-panel kelp-p-padded" role="note">
        <p>
          <strong>{t('services.refusedBy', { name: decidedBy ?? '' })}</strong>
        </p>
        <p className="kelp-rq-prose">{reason}</p>
      </div>
    );
  return (
    <p role="note">
      {decidedBy && `${t('services.approvedBy', { name: decidedBy })} `}
      {ticket && (
        <Link href={`/client-portal/tickets/${ticket.id}`}>{t('services.goesOn', { number: ticket.number })}</Link>
      )}
    </p>
  );
}

function Answers({ request: { answers, files } }: { request: PortalRequest }) {
  const { locale } = useFormats();
  if (answers.length === 0) return null;
  return (
    <section className="kelp-p-panel kelp-p-padded" aria-label={t('services.answers')}>
      <dl className="kelp-rq-answers">
        {answers.map(({ label, words }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="kelp-rq-prose">{words}</dd>
          </div>
        ))}
      </dl>
      {files.length > 0 && (
        <ul className="kelp-p-files">
          {files.map(({ id, filename, size }) => (
            <li key={id}>
              <IconPaperclip size={15} aria-hidden="true" />
              <a href={`/api/files/${getPortalRequestFile.name}/${id}`} download={filename}>
                {filename}
              </a>
              <span className="kelp-muted kelp-num">{formatBytes(size, locale)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Acts({ request: { id, name, abilities } }: { request: PortalRequest }) {
  const refresh = useRefreshRequests();
  const [asked, setAsked] = useState<'approve' | 'refuse' | 'withdraw' | null>(null);
  const mayApprove = abilities.includes('portal_request.approve');

  async function confirmed() {
    await call(asked === 'approve' ? approvePortalRequest : withdrawPortalRequest, { id });
    toastSuccess(t(asked === 'approve' ? 'services.approved' : 'services.withdrawn', { name }));
    await refresh();
  }

  return (
    <>
      {abilities.includes('portal_request.withdraw') && (
        <Button variant="default" onClick={() => setAsked('withdraw')}>
          {t('services.withdraw')}
        </Button>
      )}
      {mayApprove && (
        <Button variant="default" onClick={() => setAsked('refuse')}>
          {t('services.refuse')}
        </Button>
      )}
      {mayApprove && <Button onClick={() => setAsked('approve')}>{t('services.approve')}</Button>}
      {(asked === 'approve' || asked === 'withdraw') && (
        <ConfirmDialog
          opened
          title={t(`services.${asked}Title`, { name })}
          confirmLabel={t(`services.${asked}`)}
          onConfirm={confirmed}
          onClose={() => setAsked(null)}
        >
          <p>{t(`services.${asked}Text`)}</p>
        </ConfirmDialog>
      )}
      {asked === 'refuse' && <RefuseDialog id={id} name={name} onClose={() => setAsked(null)} />}
    </>
  );
}

function RefuseDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const refresh = useRefreshRequests();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  return (
    <FormDialog
      title={t('services.refuseTitle', { name })}
      submitLabel={t('services.refuse')}
      onSubmit={async () => {
        await call(refusePortalRequest, { id, reason });
        toastSuccess(t('services.refused', { name }));
        await refresh();
      }}
      onFieldErrors={setWrong}
      onClose={onClose}
    >
      <Textarea
        label={t('services.reason')}
        description={t('services.reasonHint')}
        required
        data-autofocus
        autosize
        minRows={3}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={wrong['reason']}
      />
    </FormDialog>
  );
}
