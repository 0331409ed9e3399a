'use client';

import { useMemo } from 'react';
import { listClients } from '@kelp/clients/contract';
import { call } from '@kelp/kernel/client';
import { listTickets } from '@kelp/tickets/contract';
import { translator, type NavItem, type PaletteSource } from '@kelp/ui';
import strings from './en.json';

const t = translator(strings);
const most = 8;

const tickets: PaletteSource = {
  key: 'tickets',
  label: t('nav.tickets'),
  prefix: 'ticket',
  find: async (search, signal) => {
    const { rows } = await call(
      listTickets,
      { search, state: 'all', sort: 'activity', direction: 'desc', limit: most },
      { signal },
    );
    return rows.map(({ id, number, title, client }) => ({
      key: id,
      label: `${number} ${title}`,
      ...(client ? { hint: client.name } : {}),
      href: `/msp/tickets/${id}`,
    }));
  },
};

const clients: PaletteSource = {
  key: 'clients',
  label: t('nav.clients'),
  prefix: 'client',
  find: async (search, signal) => {
    const { rows } = await call(listClients, { search, includeInactive: false, limit: most }, { signal });
    return rows.map(({ id, name }) => ({ key: id, label: name, href: `/msp/clients/${id}` }));
  },
};

/** What the palette offers: the places of the navigation, a new ticket, and whatever ticket or client fits the words. */
export function usePaletteSources(nav: readonly NavItem[], mayCreate: boolean): PaletteSource[] {
  return useMemo(() => {
    const places = nav.map(({ key, label, href, icon, hotkey }) => ({
      key,
      label,
      href,
      icon,
      ...(hotkey ? { keys: hotkey } : {}),
    }));
    const creation = mayCreate
      ? [{ key: 'new-ticket', label: t('palette.newTicket'), href: '/msp/tickets/new', keys: 'n' }]
      : [];
    return [{ key: 'places', label: t('palette.places'), items: [...creation, ...places] }, tickets, clients];
  }, [nav, mayCreate]);
}
