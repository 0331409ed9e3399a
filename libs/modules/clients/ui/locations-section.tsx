'use client';

import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { EmptyState, Section, StatusBadge, toastError, toastSuccess } from '@kelp/ui';
import { removeLocation, updateLocation, type ClientCard, type ContactCard, type LocationCard } from '../contract';
import { contactAddressOf, useRefreshClients } from './client-queries';
import { dialable } from './contact-values';
import { RowMenu } from './row-menu';
import { t } from './strings';

const LocationDialog = dynamic(() => import('./location-dialog').then((one) => one.LocationDialog));
const NewLocationDialog = dynamic(() => import('./location-dialog').then((one) => one.NewLocationDialog));

function addressText({ line1, line2, city, region, postalCode, country }: LocationCard): string {
  const town = [postalCode, city].filter(Boolean).join(' ');
  return [line1, line2, town, region, country].filter(Boolean).join(', ');
}

/** A map of the world that anybody may open; only the address leaves, and only when somebody presses it. */
const mapOf = (address: string) => `https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`;

interface LocationRowProps {
  clientId: string;
  location: LocationCard;
  people: readonly ContactCard[];
  onEdit: (() => void) | null;
}

/** Where it is, with the way to a map, and whom to ask for there. */
function Where({ location, people }: Omit<LocationRowProps, 'onEdit' | 'clientId'>) {
  const address = addressText(location);
  const person = people.find(({ id }) => id === location.siteContactId);
  return (
    <span className="kelp-client-cell">
      {address}{' '}
      {(location.line1 || location.city) && (
        <a href={mapOf(address)} target="_blank" rel="noreferrer">
          {t('locations.map')}
        </a>
      )}
      {person && (
        <span className="kelp-client-number">
          <span className="kelp-muted">{t('location.siteContact')}:</span>{' '}
          <Link href={contactAddressOf(person.id)}>{person.fullName}</Link>{' '}
          {person.phone && <a href={dialable(person.phone)}>{person.phone}</a>}
        </span>
      )}
    </span>
  );
}

function LocationRow({ clientId, location, people, onEdit }: LocationRowProps) {
  const refresh = useRefreshClients();
  const { id, name, isDefault, isBilling, isShipping } = location;

  async function run(work: () => Promise<unknown>, said: string) {
    try {
      await work();
      await refresh();
      toastSuccess(said);
    } catch (error) {
      toastError(error);
    }
  }
  const mark = (patch: { isDefault?: true; isBilling?: boolean; isShipping?: boolean }, said: string) =>
    void run(() => call(updateLocation, { id, ...patch }), said);
  const saved = t('locations.saved', { name });

  return (
    <li className="kelp-client-row" data-kind="location">
      <span className="kelp-client-place">
        <strong>{name}</strong>
        {isDefault && <StatusBadge tone="success" label={t('default')} plain />}
        {isBilling && <StatusBadge tone="info" label={t('locations.billing')} plain />}
        {isShipping && <StatusBadge tone="info" label={t('locations.shipping')} plain />}
      </span>
      <Where location={location} people={people} />
      {onEdit && (
        <RowMenu label={t('locations.actions', { name })}>
          <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
          <Menu.Item component={Link} href={`/msp/tickets?client=${clientId}&location=${id}&state=all`}>
            {t('locations.tickets')}
          </Menu.Item>
          {!isDefault && (
            <Menu.Item onClick={() => mark({ isDefault: true }, t('locations.isDefaultNow', { name }))}>
              {t('locations.makeDefault')}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => mark({ isBilling: !isBilling }, saved)}>
            {t(isBilling ? 'locations.noBilling' : 'locations.makeBilling')}
          </Menu.Item>
          <Menu.Item onClick={() => mark({ isShipping: !isShipping }, saved)}>
            {t(isShipping ? 'locations.noShipping' : 'locations.makeShipping')}
          </Menu.Item>
          <Menu.Item
            color="red"
            onClick={() => void run(() => call(removeLocation, { id }), t('locations.removed', { name }))}
          >
            {t('locations.remove')}
          </Menu.Item>
        </RowMenu>
      )}
    </li>
  );
}

/** Where the client is; exactly one location is the default. */
export function LocationsSection({ client }: { client: ClientCard }) {
  const [open, setOpen] = useState<'new' | LocationCard | null>(null);
  const mayUpdate = client.abilities.includes('client.update');
  const add = mayUpdate && (
    <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => setOpen('new')}>
      {t('locations.add')}
    </Button>
  );
  return (
    <Section title={t('locations.title')} actions={add}>
      {client.locations.length === 0 ? (
        <EmptyState title={t('locations.empty')} text={t('locations.emptyText')} />
      ) : (
        <ul className="kelp-client-rows" aria-label={t('locations.title')}>
          {client.locations.map((location) => (
            <LocationRow
              key={location.id}
              clientId={client.id}
              location={location}
              people={client.contacts}
              onEdit={mayUpdate ? () => setOpen(location) : null}
            />
          ))}
        </ul>
      )}
      {open === 'new' && (
        <NewLocationDialog clientId={client.id} people={client.contacts} onClose={() => setOpen(null)} />
      )}
      {open && open !== 'new' && (
        <LocationDialog clientId={client.id} people={client.contacts} location={open} onClose={() => setOpen(null)} />
      )}
    </Section>
  );
}
