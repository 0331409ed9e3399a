'use client';

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { getClient } from '@kelp/clients/contract';
import { ClientPage } from '@kelp/clients/screens';
import { useMe } from '@kelp/identity/screens';
import { call } from '@kelp/kernel/client';
import { ClientMailTroubles } from '@kelp/mailboxes/screens';
import { ClientTickets } from './client-tickets';
import { InteractionMakes } from './interaction-makes';
import { t } from './strings';

// What the page itself does not wait for.
const HealthStrip = dynamic(() => import('@kelp/clients/screens').then((screens) => screens.HealthStrip), {
  ssr: false,
});
const ClientContracts = dynamic(() => import('./client-contracts').then((one) => one.ClientContracts), { ssr: false });
const ClientInvoices = dynamic(() => import('./client-invoices').then((one) => one.ClientInvoices), { ssr: false });
const ClientTaxSection = dynamic(() => import('@kelp/billing/screens').then((screens) => screens.ClientTaxSection), {
  ssr: false,
});
const ClientSurveys = dynamic(() => import('@kelp/surveys/screens').then((screens) => screens.ClientSurveys), {
  ssr: false,
});
const PortalAccess = dynamic(() => import('@kelp/identity/screens').then((screens) => screens.PortalAccess), {
  ssr: false,
});
const VisibilitySection = dynamic(() => import('@kelp/portal/screens').then((screens) => screens.VisibilitySection), {
  ssr: false,
});

/** A client with its open tickets, its contracts and what it owes; each shown to those who may see it. */
export function DeskClient({ id }: { id: string }) {
  const held = useMe().data?.permissions ?? [];
  const can = (permission: string) => held.includes(permission);
  // The page itself asks the same; both share one answer.
  const client = useQuery({
    queryKey: [getClient.name, id],
    queryFn: ({ signal }) => call(getClient, { id }, { signal }),
    meta: { topics: ['contact'] },
  }).data;
  return (
    <ClientPage
      id={id}
      strip={<HealthStrip id={id} mayTickets={can('ticket.read')} mayMoney={can('invoice.read')} />}
      sections={
        <>
          {can('contact.read') && <ClientMailTroubles clientId={id} />}
          {can('ticket.read') && <ClientTickets clientId={id} />}
          {can('survey.read_responses') && <ClientSurveys clientId={id} />}
          {can('invoice.read') && <ClientInvoices clientId={id} />}
          {can('contract.read') && <ClientContracts clientId={id} />}
          {can('client_tax.read') && <ClientTaxSection clientId={id} />}
        </>
      }
      more={(interactionId) => <InteractionMakes interactionId={interactionId} can={can} />}
      aside={
        client && (
          <>
            <PortalAccess clientId={id} contacts={client.contacts} />
            {can('portal_access.visibility') && <VisibilitySection clientId={id} />}
          </>
        )
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
