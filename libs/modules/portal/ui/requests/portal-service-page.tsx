'use client';

import { useRouter } from 'next/navigation';
import { call } from '@kelp/kernel/client';
import { later, PageHeader, toastSuccess } from '@kelp/ui';
import { submitPortalRequest } from '../../requests/contract';
import { Failure, isRecordId, Loading, NothingHere } from '../page-states';
import { t } from '../strings';
import { PriceLine } from './price-line';
import { usePortalRequestForm, useRefreshRequests } from './request-queries';
import '../portal-pages.css';
import './requests.css';

const ServiceForm = later(async () => (await import('./service-form')).ServiceForm);

/** One form of the catalogue, to fill in and send. */
export function PortalServicePage({ id }: { id: string }) {
  return isRecordId(id) ? <Asked id={id} /> : <NothingHere />;
}

function Asked({ id }: { id: string }) {
  const router = useRouter();
  const refresh = useRefreshRequests();
  const { data, error, isPending, refetch } = usePortalRequestForm(id);
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  const { name, description, price, versionId } = data;

  async function send(answers: Record<string, unknown>) {
    const sent = await call(submitPortalRequest, { id, versionId, answers });
    toastSuccess(t(sent.isWaiting ? 'services.sentWaiting' : 'services.sent'));
    await refresh();
    router.push(`/client-portal/services/requests/${sent.id}`);
  }

  return (
    <div className="kelp-p-page">
      <PageHeader
        title={name}
        back={{ href: '/client-portal/services', label: t('services.title') }}
        meta={price && <PriceLine price={price} />}
      />
      {description && <p className="kelp-p-words kelp-rq-prose">{description}</p>}
      <ServiceForm key={versionId} form={data} onSend={send} onChanged={() => void refetch()} />
    </div>
  );
}
