'use client';

import { Button, type ButtonProps } from '@mantine/core';
import { IconCreditCard } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { useAddress } from '@kelp/ui';
import { portalPaymentOptions, type PortalInvoiceRow } from '../contract';
import { t } from './strings';

const PayDialog = lazy(() => import('./pay-dialog').then((file) => ({ default: file.PayDialog })));

/** Pays these invoices on line; nothing is shown where that is not possible. */
export function PayButton({
  rows,
  variant = 'filled',
}: {
  rows: readonly Pick<PortalInvoiceRow, 'id' | 'number' | 'amountDue' | 'currency'>[];
  variant?: ButtonProps['variant'];
}) {
  const [address] = useAddress();
  // The link in an invoice mail leads straight to paying.
  const [isOpen, setOpen] = useState(address.get('pay') === '1');
  const { data } = useQuery({
    queryKey: [portalPaymentOptions.name],
    queryFn: ({ signal }) => call(portalPaymentOptions, {}, { signal }),
  });
  const due = rows.filter(({ amountDue }) => amountDue > 0n);
  const option = data?.currencies.find(({ currency }) => currency === due[0]?.currency);
  if (!option || due.length === 0) return null;
  return (
    <>
      <Button variant={variant} leftSection={<IconCreditCard size={17} />} onClick={() => setOpen(true)}>
        {due.length === 1 ? t('pay.one') : t('pay.all', { count: due.length })}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <PayDialog rows={due} allowsPartial={option.allowsPartial} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
