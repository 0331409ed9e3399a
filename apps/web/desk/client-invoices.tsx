'use client';

import { useQuery } from '@tanstack/react-query';
import { listInvoices } from '@kelp/billing/contract';
import { call } from '@kelp/kernel/client';
import { formatLocalDate } from '@kelp/std';
import { Money, StatusBadge, useFormats } from '@kelp/ui';
import { ClientRecords } from './client-records';
import { t } from './strings';

/** The final invoices of a client that still ask for money, with what is owed. */
export function ClientInvoices({ clientId }: { clientId: string }) {
  const { locale } = useFormats();
  const input = { clientId, isOpen: true, limit: 20 };
  const query = useQuery({
    queryKey: [listInvoices.name, input],
    queryFn: ({ signal }) => call(listInvoices, input, { signal }),
    meta: { topics: ['payment'] },
  });
  return (
    <ClientRecords
      title={t('invoices')}
      all={{ href: '/msp/billing/invoices', label: t('allInvoices') }}
      query={query}
      empty={t('noInvoices')}
      describe={({ id, number, dueDate, isOverdue, amountDue, currency }) => ({
        id,
        href: `/msp/billing/invoices/${id}`,
        name: number ?? '–',
        words: t('due.on', { date: formatLocalDate(dueDate, locale, 'medium') }),
        end: (
          <>
            {isOverdue && <StatusBadge tone="danger" label={t('overdue')} plain />}
            <Money minor={amountDue} currency={currency} />
          </>
        ),
      })}
    />
  );
}
