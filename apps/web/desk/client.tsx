'use client';

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { ClientPage } from '@kelp/clients/screens';
import { useMe } from '@kelp/identity/screens';
import { ClientContracts } from './client-contracts';
import { ClientInvoices } from './client-invoices';
import { ClientTickets } from './client-tickets';
import { t } from './strings';

/** A client with its open tickets, its contracts and what it owes; each shown to those who may see it. */
export function DeskClient({ id }: { id: string }) {
  const held = useMe().data?.permissions ?? [];
  const can = (permission: string) => held.includes(permission);
  return (
    <ClientPage
      id={id}
      sections={
        <>
          {can('ticket.read') && <ClientTickets clientId={id} />}
          {can('invoice.read') && <ClientInvoices clientId={id} />}
          {can('contract.read') && <ClientContracts clientId={id} />}
        </>
      }
      actions={
        can('ticket.create') && (
          <Button
            component={Link}
            href={`/msp/tickets/new?client=${id}`}
            variant="default"
            leftSection={<IconPlus size={16} />}
          >
            {t('newTicket')}
          </Button>
        )
      }
    />
  );
}
