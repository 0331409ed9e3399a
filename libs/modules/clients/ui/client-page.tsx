'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { Avatar, ConfirmDialog, EmptyState, ErrorState, PageHeader, Section, toastError, toastSuccess } from '@kelp/ui';
import type { ContactCard } from '../contract';
import { ClientFacts, useSaveClient } from './client-facts';
import { useClient, useMay, type Client } from './client-queries';
import { ClientStage } from './clients-page';
import { ContactDialog } from './contact-dialog';
import { LocationDialog } from './location-dialog';
import { t } from './strings';

/** What rooms above clients add to a client's page. */
export interface ClientPageSlots {
  /** in the middle, first: for instance the open tickets */
  main?: (client: Client) => ReactNode;
  /** at the side, below the facts: for instance contracts and what is to bill */
  side?: (client: Client) => ReactNode;
}

function ContactLine({ contact, onEdit }: { contact: ContactCard; onEdit: (() => void) | null }) {
  const details = [contact.title, contact.email, contact.phone].filter(Boolean).join(', ');
  return (
    <li className="kelp-entry">
      <Avatar name={contact.fullName} size={28} />
      <span className="kelp-entry-words">
        <strong>{contact.fullName}</strong>
        <span className="kelp-muted">
          {contact.isInactive ? [t('inactive'), details].filter(Boolean).join(', ') : details}
        </span>
      </span>
      {onEdit && (
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          onClick={onEdit}
          aria-label={t('contact.edit', { name: contact.fullName })}
        >
          {t('change')}
        </Button>
      )}
    </li>
  );
}

function Contacts({ client }: { client: Client }) {
  const [editing, setEditing] = useState<ContactCard | 'new' | null>(null);
  const mayUpdate = client.abilities.includes('contact.update');
  const add = client.abilities.includes('contact.create') && (
    <Button variant="default" size="xs" onClick={() => setEditing('new')}>
      {t('client.addContact')}
    </Button>
  );
  return (
    <Section title={t('client.contacts')} actions={add}>
      {client.contacts.length === 0 ? (
        <EmptyState title={t('client.noContacts')} text={t('client.noContactsText')} />
      ) : (
        <ul className="kelp-entries">
          {client.contacts.map((contact) => (
            <ContactLine key={contact.id} contact={contact} onEdit={mayUpdate ? () => setEditing(contact) : null} />
          ))}
        </ul>
      )}
      {editing && (
        <ContactDialog client={client} contact={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Section>
  );
}

const addressOf = (place: Client['locations'][number]) =>
  [place.line1, place.line2, [place.postalCode, place.city].filter(Boolean).join(' '), place.region, place.country]
    .filter(Boolean)
    .join(', ');

function Locations({ client }: { client: Client }) {
  const [adding, setAdding] = useState(false);
  const add = client.abilities.includes('client.update') && (
    <Button variant="default" size="xs" onClick={() => setAdding(true)}>
      {t('client.addLocation')}
    </Button>
  );
  return (
    <Section title={t('client.locations')} actions={add}>
      {client.locations.length === 0 && <p className="kelp-muted">{t('client.noLocations')}</p>}
      <ul className="kelp-entries">
        {client.locations.map((place) => (
          <li key={place.id} className="kelp-entry">
            <span className="kelp-entry-words">
              <strong>
                {place.name}
                {place.isDefault && <span className="kelp-muted"> ({t('client.default')})</span>}
              </strong>
              <span className="kelp-muted">{addressOf(place)}</span>
            </span>
          </li>
        ))}
      </ul>
      {adding && <LocationDialog client={client} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function ActivityButton({ client }: { client: Client }) {
  const save = useSaveClient(client);
  const [asking, setAsking] = useState(false);
  if (!client.abilities.includes('client.deactivate')) return null;
  const activate = () =>
    save({ isInactive: false }).then(() => toastSuccess(t('client.activated', { name: client.name })), toastError);
  return (
    <>
      <Button variant="default" onClick={() => (client.isInactive ? void activate() : setAsking(true))}>
        {client.isInactive ? t('client.activate') : t('client.deactivate')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('client.deactivateTitle', { name: client.name })}
        confirmLabel={t('client.deactivate')}
        onConfirm={async () => {
          await save({ isInactive: true });
          toastSuccess(t('client.deactivated', { name: client.name }));
        }}
        onClose={() => setAsking(false)}
      >
        <p>{t('client.deactivateText')}</p>
      </ConfirmDialog>
    </>
  );
}

function LoadedClient({ client, main, side }: { client: Client } & ClientPageSlots) {
  const save = useSaveClient(client);
  const mayCreateTicket = useMay('ticket.create') && !client.isInactive;
  return (
    <div className="kelp-page">
      <PageHeader
        title={client.name}
        {...(client.abilities.includes('client.update') ? { onRename: (name: string) => save({ name }) } : {})}
        back={{ href: '/msp/clients', label: t('list.title') }}
        meta={<ClientStage client={client} />}
        actions={
          <>
            <ActivityButton client={client} />
            {mayCreateTicket && (
              <Button component={Link} href={`/msp/tickets/new?client=${client.id}`}>
                {t('client.newTicket')}
              </Button>
            )}
          </>
        }
      />
      <div className="kelp-two-columns">
        <div className="kelp-stack">
          {main?.(client)}
          <Contacts client={client} />
          <Locations client={client} />
        </div>
        <aside className="kelp-stack" aria-label={t('client.facts')}>
          <Section title={t('client.facts')}>
            <ClientFacts client={client} />
          </Section>
          {side?.(client)}
        </aside>
      </div>
    </div>
  );
}

/** One client: who belongs to it, where it is, and what other rooms know of it. */
export function ClientPage({ id, ...slots }: { id: string } & ClientPageSlots) {
  const query = useClient(id);
  if (query.data) return <LoadedClient key={id} client={query.data} {...slots} />;
  return (
    <div className="kelp-page">
      {query.isError ? (
        <>
          <PageHeader title={t('column.name')} back={{ href: '/msp/clients', label: t('list.title') }} />
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </>
      ) : (
        <p className="kelp-muted" role="status">
          {t('loading')}
        </p>
      )}
    </div>
  );
}
