'use client';

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ExactTime, Money, Section, StatusBadge, toastError, toastSuccess } from '@kelp/ui';
import { approveInvoices, listAwaitedApprovals, type AwaitedApproval } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { t } from './strings';
import './billing-pages.css';

function useAwaited(invoiceId?: string) {
  const input = invoiceId ? { invoiceId } : {};
  return useQuery({
    queryKey: [listAwaitedApprovals.name, input],
    queryFn: ({ signal }) => call(listAwaitedApprovals, input, { signal }),
    meta: { topics: ['invoice'] },
  });
}

function useApprove() {
  const refresh = useRefreshBilling();
  const [working, setWorking] = useState(false);
  const approve = async (ids: string[]) => {
    setWorking(true);
    try {
      const { approved, skipped } = await call(approveInvoices, { ids });
      if (approved.length > 0) toastSuccess(t('approval.done', { count: approved.length }));
      if (skipped[0]) toastError(new Error(skipped[0].reason));
    } catch (error) {
      toastError(error);
    } finally {
      await refresh();
      setWorking(false);
    }
  };
  return { working, approve };
}

function Row({ row, working, onApprove }: { row: AwaitedApproval; working: boolean; onApprove: () => void }) {
  return (
    <li className="kelp-b-exception">
      <div>
        <Link href={`/msp/billing/invoices/${row.id}`}>{row.client.name}</Link>
        <p className="kelp-muted">
          {row.madeBy ? t('approval.madeBy', { person: row.madeBy }) : t('approval.madeByProgram')}{' '}
          <ExactTime at={row.since} />
        </p>
        {row.reason && <p className="kelp-muted">{row.reason}</p>}
      </div>
      <div className="kelp-b-exception-end">
        <Money minor={row.total} currency={row.currency} />
        {row.mayApprove && (
          <Button
            size="xs"
            loading={working}
            onClick={onApprove}
            aria-label={t('approval.approveOf', { client: row.client.name })}
          >
            {t('approval.approve')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Drafts over the threshold that wait for a second person; nothing while there are none. */
export function AwaitedApprovals() {
  const { data } = useAwaited();
  const { working, approve } = useApprove();
  if (!data || data.rows.length === 0) return null;
  return (
    <Section title={t('approval.title', { count: data.rows.length })}>
      <ul className="kelp-b-exceptions">
        {data.rows.map((row) => (
          <Row key={row.id} row={row} working={working} onApprove={() => void approve([row.id])} />
        ))}
      </ul>
    </Section>
  );
}

/** On a draft: whether a second person has to agree, who has, and the act. */
export function DraftApproval({ invoiceId }: { invoiceId: string }) {
  const { data } = useAwaited(invoiceId);
  const { working, approve } = useApprove();
  const [row] = data?.rows ?? [];
  const approvals = data?.approvals ?? [];
  if (!row && approvals.length === 0) return null;
  return (
    <div className="kelp-b-approval" role="status">
      {row ? (
        <>
          <StatusBadge tone="warning" label={t('approval.needed')} />
          <span>{row.reason ?? t('approval.neededText')}</span>
          {row.mayApprove && (
            <Button size="xs" loading={working} onClick={() => void approve([invoiceId])}>
              {t('approval.approve')}
            </Button>
          )}
        </>
      ) : (
        approvals.map(({ by, at }) => (
          <span key={by}>
            <StatusBadge tone="success" label={t('approval.given', { person: by })} /> <ExactTime at={at} />
          </span>
        ))
      )}
    </div>
  );
}
