'use client';

import { useQuery } from '@tanstack/react-query';
import { listContracts } from '@kelp/contracts/contract';
import { ContractStatus } from '@kelp/contracts/screens';
import { call } from '@kelp/kernel/client';
import { addDays, formatLocalDate } from '@kelp/std';
import { useFormats } from '@kelp/ui';
import { ClientRecords } from './client-records';
import { t } from './strings';

/** The contracts of a client. */
export function ClientContracts({ clientId }: { clientId: string }) {
  const { locale } = useFormats();
  const input = { clientId, limit: 20 };
  const query = useQuery({
    queryKey: [listContracts.name, input],
    queryFn: ({ signal }) => call(listContracts, input, { signal }),
  });
  const date = (day: string) => formatLocalDate(day, locale, 'medium');
  return (
    <ClientRecords
      title={t('contracts')}
      all={{ href: '/msp/contracts', label: t('allContracts') }}
      query={query}
      empty={t('noContracts')}
      describe={({ id, name, startsOn, endsOn, status }) => ({
        id,
        href: `/msp/contracts/${id}`,
        name,
        words: `${date(startsOn)} – ${endsOn ? date(addDays(endsOn, -1)) : t('untilFurtherNotice')}`,
        end: <ContractStatus status={status} plain />,
      })}
    />
  );
}
