'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { t } from '../i18n';
import { Bell, type BellProps } from './bell';
import { BrandSign } from './brand';
import { CountBadge } from './count-badge';
import { activeItem, type NavItem, type ShellUser, type UserMenuItem } from './nav';
import { SkipLink } from './skip-link';
import { UserMenu } from './user-menu';

/** What the layout of the client portal hands over. */
export interface PortalShellProps {
  /** the MSP whose portal this is */
  tenantName: string;
  /** the address of its logo; null without one */
  logo?: string | null;
  /** the client that the person belongs to */
  clientName: string;
  nav: readonly NavItem[];
  user: ShellUser;
  userMenu?: readonly UserMenuItem[];
  onSignOut: () => void;
  bell?: BellProps;
  bannerSlot?: ReactNode;
  children: ReactNode;
}

/** The client portal around every page: one calm bar with the places to go, and room for the content. Phone first. */
export function PortalShell(props: PortalShellProps) {
  const { tenantName, logo = null, clientName, nav, user, userMenu = [], onSignOut, bell } = props;
  const active = activeItem(nav, usePathname());
  return (
    <div className="kelp-portal" data-portal="portal">
      <SkipLink />
      <header className="kelp-portal-head">
        <div className="kelp-portal-bar">
          <div className="kelp-portal-brand">
            <BrandSign name={tenantName} logo={logo} />
            <span>{t('portal.for', { client: clientName })}</span>
          </div>
          <div className="kelp-top-end">
            {bell && <Bell {...bell} />}
            <UserMenu user={user} items={userMenu} onSignOut={onSignOut} />
          </div>
        </div>
        <nav className="kelp-portal-nav" aria-label={t('shell.mainNav')}>
          {nav.map((item) => (
            <Link key={item.key} href={item.href} aria-current={item === active ? 'page' : undefined}>
              {item.icon}
              <span>{item.label}</span>
              <CountBadge count={item.badge} />
            </Link>
          ))}
        </nav>
      </header>
      <main id="main" className="kelp-portal-main" tabIndex={-1}>
        {props.bannerSlot}
        {props.children}
      </main>
    </div>
  );
}
