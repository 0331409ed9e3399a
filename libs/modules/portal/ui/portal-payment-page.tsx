'use client';

import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { call } from '@kelp/kernel/client';
import { formatMoney } from '@kelp/std';
import { Money, PageHeader, StatusBadge, useAddress, useFormats, type Tone } from '@kelp/ui';
import { getPortalPayment, lookAtPortalPayment, type PortalPayment } from '../contract';
import { Failure, isRecordId, Loading, NothingHere } from './page-states';
import { t } from './strings';
import './portal-pages.css';

type Shown = PortalPayment['state'] | 'waiting' | 'cancelled';

const tones: Record<Shown, Tone> = {
  opening: 'neutral',
  open: 'neutral',
  waiting: 'progress',
  processing: 'progress',
  paid: 'success',
  cancelled: 'neutral',
  failed: 'danger',
  expired: 'neutral',
  review: 'warning',
};
const unsettled = new Set<PortalPayment['state']>(['opening', 'open', 'processing']);
const everyMs = 2000;

/** What the person is told: coming back from the provider is not yet a payment, only its word is. */
function shownState(state: PortalPayment['state'], back: string | null): Shown {
  if (state !== 'open') return state;
  if (back === 'success') return 'waiting';
  return back === 'cancelled' ? 'cancelled' : 'open';
}

/** One payment on line: leads to the provider, and after the return says how it stands. */
export function PortalPaymentPage({ id }: { id: string }) {
  return isRecordId(id) ? <Payment id={id} /> : <NothingHere />;
}

function Payment({ id }: { id: string }) {
  const [address] = useAddress();
  const back = address.get('back');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [getPortalPayment.name, id],
    queryFn: ({ signal }) => call(getPortalPayment, { id }, { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !unsettled.has(state.data.state) ? false : everyMs),
  });
  const left = useRef(false);
  const looked = useRef(false);
  const url = data?.url ?? null;
  useEffect(() => {
    if (!url || back || left.current) return;
    left.current = true;
    window.location.assign(url);
  }, [url, back]);
  const isWaiting = data ? shownState(data.state, back) === 'waiting' : false;
  useEffect(() => {
    if (!isWaiting || looked.current) return;
    looked.current = true;
    // The provider is asked as well, for when its own word does not reach us.
    call(lookAtPortalPayment, { id }).catch(() => undefined);
  }, [isWaiting, id]);
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return <Shown payment={data} state={shownState(data.state, back)} />;
}

function Shown({ payment, state }: { payment: PortalPayment; state: Shown }) {
  const { locale } = useFormats();
  const { amount, currency, invoices, credit, url, failure } = payment;
  const isOver = state === 'cancelled' || state === 'failed' || state === 'expired';
  const [only] = invoices;
  const target =
    invoices.length === 1 && only ? `/client-portal/invoices/${only.id}` : '/client-portal/invoices?state=due';
  return (
    <div className="kelp-p-page">
      <PageHeader
        back={{ href: '/client-portal/invoices', label: t('back.invoices') }}
        title={t('payment.title', { amount: formatMoney(amount, currency, locale) })}
        meta={<StatusBadge tone={tones[state]} label={t(`payment.state.${state}`)} />}
      />
      <div className="kelp-p-panel kelp-p-padded kelp-p-payment" role="status" aria-live="polite">
        {(state === 'opening' || state === 'open' || state === 'waiting') && <Loader size="sm" aria-hidden="true" />}
        <p>{state === 'failed' && failure ? failure : t(`payment.text.${state}`)}</p>
        {invoices.length > 0 && (
          <ul className="kelp-p-pay">
            {invoices.map((row) => (
              <li key={row.id}>
                <Link href={`/client-portal/invoices/${row.id}`} className="kelp-num">
                  {row.number}
                </Link>
                <Money minor={row.amount} currency={currency} />
              </li>
            ))}
          </ul>
        )}
        {credit > 0n && <p>{t('payment.credit', { amount: formatMoney(credit, currency, locale) })}</p>}
        <div className="kelp-p-row-actions">
          {url && (state === 'open' || state === 'cancelled') && (
            <Button component="a" href={url}>
              {state === 'cancelled' ? t('payment.again') : t('payment.go')}
            </Button>
          )}
          <Button component={Link} href={target} variant={state === 'paid' || isOver ? 'filled' : 'default'}>
            {invoices.length === 1 ? t('payment.toInvoice') : t('payment.toInvoices')}
          </Button>
        </div>
      </div>
    </div>
  );
}
