'use client';

import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { EmptyState, Section, StatusBadge, toastError, toastSuccess } from '@kelp/ui';
import { updateLocation, type ClientCard, type LocationCard } from '../contract';
import { useRefreshClients } from './client-queries';
import { LocationDialog, NewLocationDialog } from './location-dialog';
import { RowMenu } from './row-menu';
import { t } from './strings';

function addressText({ line1, line2, city, region, postalCode, country }: LocationCard): string {
  const town = [postalCode, city].filter(Boolean).join(' ');
  return [line1, line2, town, region, country].filter(Boolean).join(', ');
}

function LocationRow({ location, onEdit }: { location: LocationCard; onEdit: (() => void) | null }) {
  const refresh = useRefreshClients();
  const { id, name, isDefault } = location;

  async function makeDefault() {
    try {
      await call(updateLocation, { id, isDefault: true });
      await refresh();
      toastSuccess(t('locations.isDefaultNow', { name }));
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <li className="kelp-client-row" data-kind="location">
      <span className="kelp-client-place">
        <strong>{name}</strong>
        {isDefault && <StatusBadge tone="success" label={t('default')} plain />}
      </span>
      <span className="kelp-client-cell">{addressText(location)}</span>
      {onEdit && (
        <RowMenu label={t('locations.actions', { name })}>
          <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
          {!isDefault && <Menu.Item onClick={() => void makeDefault()}>{t('locations.makeDefault')}</Menu.Item>}
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
            <LocationRow key={location.id} location={location} onEdit={mayUpdate ? () => setOpen(location) : null} />
          ))}
        </ul>
      )}
      {open === 'new' && <NewLocationDialog clientId={client.id} onClose={() => setOpen(null)} />}
      {open && open !== 'new' && <LocationDialog clientId={client.id} location={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}
