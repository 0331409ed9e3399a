'use client';

import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { ExactTime, FormDialog, Money, Section, StatusBadge, toastError } from '@kelp/ui';
import { getReminders, pauseReminders, resolveDispute, type InvoiceDetail } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { t } from './strings';
import './billing-pages.css';

type Dispute = z.output<typeof getReminders.output>['disputes'][number];

function ResolveDialog({ dispute, onClose }: { dispute: Dispute; onClose: () => void }) {
  const refresh = useRefreshBilling();
  const [outcome, setOutcome] = useState('');
  return (
    <FormDialog
      title={t('dispute.resolveTitle', { line: dispute.description })}
      submitLabel={t('dispute.resolve')}
      onSubmit={async () => {
        await call(resolveDispute, { id: dispute.id, outcome });
        await refresh();
      }}
      onClose={onClose}
    >
      <p>{t('dispute.resolveText')}</p>
      <TextInput
        label={t('dispute.outcome')}
        required
        maxLength={500}
        data-autofocus
        value={outcome}
        onChange={(event) => setOutcome(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** Reminders that were sent for an open invoice, lines in dispute, and the way to pause. */
export function RemindersSection({ invoice }: { invoice: InvoiceDetail }) {
  const { id, currency, amountDue, abilities } = invoice;
  const refresh = useRefreshBilling();
  const [settling, setSettling] = useState<Dispute | null>(null);
  const { data } = useQuery({
    queryKey: [getReminders.name, id],
    queryFn: ({ signal }) => call(getReminders, { id }, { signal }),
    meta: { topics: ['invoice'] },
  });
  const may = abilities.includes('invoice.remind');
  const isIdle = !data || (!data.isOn && data.sent.length === 0 && data.disputes.length === 0);
  if (isIdle || amountDue === 0n) return null;

  async function pause(isPaused: boolean) {
    try {
      await call(pauseReminders, { id, isPaused });
      await refresh();
    } catch (failure) {
      toastError(failure);
    }
  }

  return (
    <Section
      title={t('reminders.title')}
      actions={
        may &&
        data.isOn && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void pause(!data.isPaused)}>
            {t(data.isPaused ? 'reminders.goOn' : 'reminders.pause')}
          </Button>
        )
      }
    >
      {data.isPaused && <StatusBadge tone="warning" label={t('reminders.paused')} plain />}
      <table className="kelp-b-table kelp-b-plain">
        <tbody>
          {data.sent.map((sent) => (
            <tr key={sent.id}>
              <td>{t('reminders.sent', { days: sent.days, to: sent.to })}</td>
              <td>
                <ExactTime at={sent.at} />
              </td>
              <td className="kelp-b-end">
                <Money minor={sent.amount} currency={currency} />
              </td>
            </tr>
          ))}
          {data.disputes.map((dispute) => (
            <tr key={dispute.id}>
              <td>
                <strong>{t('dispute.of', { line: dispute.description })}</strong>
                <span className="kelp-b-sub kelp-muted">
                  {dispute.openedBy}: {dispute.reason}
                </span>
                {dispute.outcome && <span className="kelp-b-sub kelp-muted">{dispute.outcome}</span>}
              </td>
              <td>
                {dispute.resolvedAt || !may ? (
                  t(dispute.resolvedAt ? 'dispute.settled' : 'dispute.open')
                ) : (
                  <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setSettling(dispute)}>
                    {t('dispute.resolve')}
                  </Button>
                )}
              </td>
              <td className="kelp-b-end">
                <Money minor={dispute.amount} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {settling && <ResolveDialog dispute={settling} onClose={() => setSettling(null)} />}
    </Section>
  );
}
