'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { call } from '@kelp/kernel/client';
import { formatLocalDate } from '@kelp/std';
import { errorSentence, useFormats } from '@kelp/ui';
import { getClientHealth } from '../contract';
import { Overdue } from './client-figures';
import { t } from './strings';

interface FigureProps {
  label: string;
  href: string;
  tone?: 'danger' | 'warning' | undefined;
  hint?: string | undefined;
  children: ReactNode;
}

/** A figure that leads to its rows; the word below says what the colour says. */
function Figure({ label, href, tone, hint, children }: FigureProps) {
  return (
    <Link className="kelp-health-figure" href={href} data-tone={tone}>
      <span className="kelp-num">{children}</span>
      <span>{label}</span>
      {hint && <span className="kelp-muted">{hint}</span>}
    </Link>
  );
}

/** How a client is doing, of that which the reader may see; each figure leads to its rows. */
export function HealthStrip({ id, mayTickets, mayMoney }: { id: string; mayTickets: boolean; mayMoney: boolean }) {
  const { locale } = useFormats();
  const { data, error } = useQuery({
    queryKey: [getClientHealth.name, id],
    queryFn: ({ signal }) => call(getClientHealth, { id }, { signal }),
    meta: { topics: ['ticket', 'invoice', 'payment', 'sla'] },
  });
  if (!mayTickets && !mayMoney) return null;
  if (!data && error) return <p role="alert">{errorSentence(error)}</p>;
  const { tickets, money } = data ?? {};
  const queue = `/msp/tickets?client=${id}`;
  return (
    <nav className="kelp-health" aria-label={t('health.title')} aria-busy={!data}>
      {mayTickets && (
        <>
          <Figure label={t('health.open')} href={queue}>
            {tickets?.open ?? '…'}
          </Figure>
          <Figure
            label={t('health.breachedTickets')}
            href={`${queue}&sla=overdue`}
            tone={tickets?.breached ? 'danger' : undefined}
          >
            {tickets?.breached ?? '…'}
          </Figure>
          <Figure
            label={t('health.atRiskTickets')}
            href={`${queue}&sla=soon`}
            tone={tickets?.atRisk ? 'warning' : undefined}
          >
            {tickets?.atRisk ?? '…'}
          </Figure>
        </>
      )}
      {mayMoney && (
        <Figure
          label={t('health.overdue')}
          href={`/msp/billing/invoices?show=overdue&client=${id}`}
          tone={money?.since ? 'danger' : undefined}
          hint={money?.since ? t('health.since', { date: formatLocalDate(money.since, locale, 'medium') }) : undefined}
        >
          {money ? money.since ? <Overdue money={money} /> : '0' : '…'}
        </Figure>
      )}
    </nav>
  );
}
