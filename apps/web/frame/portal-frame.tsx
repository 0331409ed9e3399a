'use client';

import {
  IconEye,
  IconFileInvoice,
  IconHome,
  IconSearch,
  IconShoppingBag,
  IconTicket,
  IconUserCircle,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Me } from '@kelp/identity/contract';
import { KelpProvider, PortalShell, translator, type Brand, type PortalShellProps } from '@kelp/ui';
import { FactorReminder, leave, SessionGuard } from '@kelp/identity/screens';
import { usePortalBell } from '@kelp/notifications/screens';
import strings from './en.json';

const t = translator(strings);

/** Stands inside the provider, so that the bell can ask. */
function Shell(props: Omit<PortalShellProps, 'bell'>) {
  return <PortalShell {...props} bell={usePortalBell()} />;
}

export interface PortalFrameProps {
  me: Me;
  brand: Brand | null;
  nonce: string;
  children: ReactNode;
}

/** The client portal around every page below /client-portal. */
export function PortalFrame({ me, brand, nonce, children }: PortalFrameProps) {
  const nav = [
    { key: 'home', label: t('portal.home'), href: '/client-portal', icon: <IconHome size={18} /> },
    { key: 'tickets', label: t('portal.tickets'), href: '/client-portal/tickets', icon: <IconTicket size={18} /> },
    ...(me.permissions.includes('portal_request.create')
      ? [
          {
            key: 'services',
            label: t('portal.services'),
            href: '/client-portal/services',
            icon: <IconShoppingBag size={18} />,
          },
        ]
      : []),
    ...(me.permissions.includes('portal_billing.read')
      ? [
          {
            key: 'invoices',
            label: t('portal.invoices'),
            href: '/client-portal/invoices',
            icon: <IconFileInvoice size={18} />,
          },
        ]
      : []),
    ...(me.permissions.includes('portal_ticket.read_own')
      ? [{ key: 'search', label: t('portal.search'), href: '/client-portal/search', icon: <IconSearch size={18} /> }]
      : []),
  ];
  return (
    <KelpProvider portal="portal" nonce={nonce} brand={brand} locale={me.locale} timeZone={me.zone ?? me.tenant.zone}>
      <SessionGuard portal="client" />
      <Shell
        tenantName={brand?.name ?? me.tenant.name}
        logo={brand?.logo ?? null}
        clientName={me.client?.name ?? ''}
        nav={nav}
        user={{ name: me.name, email: me.email }}
        userMenu={[
          ...(me.permissions.includes('portal_visibility.manage')
            ? [
                {
                  key: 'groups',
                  label: t('portal.groups'),
                  href: '/client-portal/people',
                  icon: <IconEye size={16} />,
                },
              ]
            : []),
          {
            key: 'profile',
            label: t('menu.profile'),
            href: '/client-portal/profile',
            icon: <IconUserCircle size={16} />,
          },
        ]}
        onSignOut={() => leave(`/auth/client-portal/signin${brand?.isOwnDomain ? '' : `?workspace=${me.tenant.id}`}`)}
      >
        <FactorReminder portal="client" />
        {children}
      </Shell>
    </KelpProvider>
  );
}
