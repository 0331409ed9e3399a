'use client';

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { ContactPage } from '@kelp/clients/screens';
import { PortalAccess, useMe } from '@kelp/identity/screens';
import { ClientTickets } from './client-tickets';
import { InteractionMakes } from './interaction-makes';
import { t } from './strings';

/** A contact with their open tickets and access to the portal; each shown to those who may see it. */
export function DeskContact({ id }: { id: string }) {
  const held = useMe().data?.permissions ?? [];
  const can = (permission: string) => held.includes(permission);
  return (
    <ContactPage
      id={id}
      sections={can('ticket.read') && <ClientTickets contactId={id} />}
      aside={(contact) =>
        contact.client && <PortalAccess clientId={contact.client.id} contacts={[contact]} contactId={contact.id} />
      }
      actions={(contact) =>
        can('ticket.create') &&
        !contact.isInactive && (
          <Button
            component={Link}
            href={`/msp/tickets/new?contact=${id}${contact.client ? `&client=${contact.client.id}` : ''}`}
            variant="default"
            leftSection={<IconPlus size={16} />}
          >
            {t('newTicket')}
          </Button>
        )
      }
      more={(interactionId) => <InteractionMakes interactionId={interactionId} can={can} />}
    />
  );
}
