'use client';

import {
  IconAt,
  IconBell,
  IconBuilding,
  IconClock,
  IconClockCheck,
  IconFileInvoice,
  IconFileText,
  IconGauge,
  IconHome,
  IconInbox,
  IconMoodSmile,
  IconPlus,
  IconSettings,
  IconShoppingBag,
  IconTicket,
  IconTool,
  IconUserCircle,
} from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import type { Me } from '@kelp/identity/contract';
import { KelpProvider, LiveProvider, Palette, StaffShell, translator, usePalette, type NavItem } from '@kelp/ui';
import { useNotificationBell } from '@kelp/notifications/screens';
import { PinnedViews } from '@kelp/tickets/screens';
import { TimerSlot, usePaletteTime, useSignOutGuard } from '@kelp/time/screens';
import { usePaletteLog } from './use-palette-log';
import { usePaletteSources } from './palette-sources';
import { settingsPermissions } from './settings-pages';
import { FactorReminder, leave, SessionGuard, ViewBanner } from '@kelp/identity/screens';
import strings from './en.json';

const t = translator(strings);

interface Place {
  key: keyof typeof strings;
  href: string;
  icon: ReactNode;
  hotkey?: string;
  permission?: string;
  /** any of these */
  permissions?: readonly string[];
}

/** In the order of a day: work first, money after it. A place is offered to those who may open it. */
const places: Place[] = [
  { key: 'nav.work', href: '/msp', icon: <IconHome size={18} />, hotkey: 'g m' },
  {
    key: 'nav.tickets',
    href: '/msp/tickets',
    icon: <IconTicket size={18} />,
    hotkey: 'g t',
    permission: 'ticket.read',
  },
  { key: 'nav.sla', href: '/msp/sla', icon: <IconGauge size={18} />, hotkey: 'g s', permission: 'ticket.read' },
  { key: 'nav.mail', href: '/msp/mail', icon: <IconInbox size={18} />, hotkey: 'g i', permission: 'held_mail.read' },
  {
    key: 'nav.clients',
    href: '/msp/clients',
    icon: <IconBuilding size={18} />,
    hotkey: 'g c',
    permission: 'client.read',
  },
  {
    key: 'nav.myTime',
    href: '/msp/my-time',
    icon: <IconClock size={18} />,
    hotkey: 'g w',
    permission: 'time_entry.create',
  },
  {
    key: 'nav.time',
    href: '/msp/time',
    icon: <IconClockCheck size={18} />,
    hotkey: 'g a',
    permission: 'time_sheet.approve',
  },
  {
    key: 'nav.billing',
    href: '/msp/billing',
    icon: <IconFileInvoice size={18} />,
    hotkey: 'g b',
    permission: 'invoice.read',
  },
  { key: 'nav.contracts', href: '/msp/contracts', icon: <IconFileText size={18} />, permission: 'contract.read' },
  { key: 'nav.services', href: '/msp/services', icon: <IconTool size={18} />, permission: 'service.read' },
  {
    key: 'nav.serviceRequests',
    href: '/msp/service-requests',
    icon: <IconShoppingBag size={18} />,
    permission: 'service_request.read',
  },
  {
    key: 'nav.surveys',
    href: '/msp/surveys',
    icon: <IconMoodSmile size={18} />,
    permission: 'survey.read_responses',
  },
  {
    key: 'nav.mentions',
    href: '/msp/mentions',
    icon: <IconAt size={18} />,
    hotkey: 'g n',
    permission: 'ticket.read',
  },
  {
    key: 'nav.settings',
    href: '/msp/settings',
    icon: <IconSettings size={18} />,
    hotkey: 'g ,',
    permissions: settingsPermissions,
  },
];

const navFor = (me: Me): NavItem[] =>
  places
    .filter(
      ({ permission, permissions = permission ? [permission] : [] }) =>
        permissions.length === 0 || permissions.some((one) => me.permissions.includes(one)),
    )
    .map(({ key, href, icon, hotkey }) => ({ key, label: t(key), href, icon, ...(hotkey ? { hotkey } : {}) }));

function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const router = useRouter();
  const nav = navFor(me);
  const palette = usePalette();
  const bell = useNotificationBell();
  const leaving = useSignOutGuard(me.id, () => void leave('/auth/msp/signin'));
  const mayLog = me.permissions.includes('time_entry.create');
  const time = usePaletteTime(mayLog);
  const interactions = usePaletteLog(me.permissions.includes('interaction.create'));
  const mayCreate = me.permissions.includes('ticket.create');
  return (
    <>
      <StaffShell
        tenantName={me.tenant.name}
        nav={nav}
        user={{ name: me.name, email: me.email }}
        userMenu={[
          { key: 'profile', label: t('menu.profile'), href: '/msp/profile', icon: <IconUserCircle size={16} /> },
          {
            key: 'notices',
            label: t('menu.notices'),
            href: '/msp/notifications/preferences',
            icon: <IconBell size={16} />,
          },
          ...(me.isOperator ? [{ key: 'operations', label: t('menu.operations'), href: '/admin' }] : []),
        ]}
        onSignOut={leaving.signOut}
        onSearch={palette.open}
        create={
          mayCreate
            ? [{ key: 'ticket', label: t('create.ticket'), icon: <IconPlus size={16} />, href: '/msp/tickets/new' }]
            : []
        }
        bell={bell}
        timerSlot={mayLog ? <TimerSlot /> : null}
        railSlot={me.permissions.includes('ticket.read') ? <PinnedViews /> : null}
      >
        <ViewBanner viewing={me.viewing} />
        <FactorReminder portal="msp" />
        {children}
      </StaffShell>
      {leaving.dialog}
      {interactions.dialog}
      <Palette
        {...palette.props}
        sources={[
          ...usePaletteSources(nav, mayCreate, me.permissions.includes('search.use'), me.id),
          ...time,
          ...interactions.sources,
        ]}
        onOpen={(href) => router.push(href)}
      />
    </>
  );
}

/** The staff workspace: theme, live hints, shell and palette around every page below /msp. */
export function StaffFrame({ me, nonce, children }: { me: Me; nonce: string; children: ReactNode }) {
  return (
    <KelpProvider portal="staff" nonce={nonce} locale={me.locale} timeZone={me.zone ?? me.tenant.zone}>
      <SessionGuard portal="msp" />
      <LiveProvider>
        <Shell me={me}>{children}</Shell>
      </LiveProvider>
    </KelpProvider>
  );
}
