'use client';

import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { t } from '../i18n';
import { Kbd } from '../keys/kbd';
import type { KeyBindings } from '../keys/key-registry';
import { useKeys } from '../keys/use-keys';
import { LiveBanner } from '../live/live-banner';
import { Bell, type BellProps } from './bell';
import { BrandMark } from './brand-mark';
import { CreateMenu } from './create-menu';
import { activeItem, type CreateItem, type NavItem, type ShellUser, type UserMenuItem } from './nav';
import { PeekPanel, PeekProvider } from './peek';
import { SkipLink } from './skip-link';
import { StaffPhoneBar, StaffRail } from './staff-nav';
import { UserMenu } from './user-menu';

/** What the layout of the staff workspace hands over. */
export interface StaffShellProps {
  tenantName: string;
  /** destinations in order; the first seven stand on the rail, the first four at the foot of a phone */
  nav: readonly NavItem[];
  user: ShellUser;
  userMenu?: readonly UserMenuItem[];
  onSignOut: () => void;
  /** opens the palette; also Mod+K */
  onSearch: () => void;
  create?: readonly CreateItem[];
  bell?: BellProps;
  /** below the destinations of the rail: pinned views */
  railSlot?: ReactNode;
  /** the running timer */
  timerSlot?: ReactNode;
  /** a line across the top, for instance that this is a demo */
  bannerSlot?: ReactNode;
  children: ReactNode;
}

function useShellKeys(nav: readonly NavItem[], onSearch: () => void): void {
  const router = useRouter();
  const destinations: KeyBindings = Object.fromEntries(
    nav.flatMap(({ label, href, hotkey }) =>
      hotkey ? [[hotkey, { label: t('shell.goTo', { label }), run: () => router.push(href) }]] : [],
    ),
  );
  useKeys('everywhere', { 'Mod+K': { label: t('palette.open'), run: onSearch }, ...destinations });
}

/** The staff workspace around every page: rail, top bar, content, peek panel; on a phone a bar at the foot. */
export function StaffShell(props: StaffShellProps) {
  const { tenantName, nav, user, userMenu = [], onSignOut, onSearch, create = [], bell, timerSlot } = props;
  const active = activeItem(nav, usePathname());
  useShellKeys(nav, onSearch);
  return (
    <PeekProvider>
      <div className="kelp-shell" data-portal="staff">
        <SkipLink />
        <nav className="kelp-rail" aria-label={t('shell.mainNav')}>
          <div className="kelp-workspace">
            <BrandMark />
            <span>{tenantName}</span>
          </div>
          <StaffRail items={nav} active={active} />
          {props.railSlot}
        </nav>
        <header className="kelp-top">
          <div className="kelp-top-brand">
            <BrandMark size={18} />
            <span>{tenantName}</span>
          </div>
          <UnstyledButton className="kelp-search" onClick={onSearch}>
            <IconSearch size={16} />
            <span>{t('shell.search')}</span>
            <Kbd keys="mod+k" />
          </UnstyledButton>
          <div className="kelp-top-end">
            {timerSlot}
            <CreateMenu items={create} />
            {bell && <Bell {...bell} />}
            <UserMenu user={user} items={userMenu} onSignOut={onSignOut} />
          </div>
        </header>
        <main id="main" className="kelp-main" tabIndex={-1}>
          <LiveBanner />
          {props.bannerSlot}
          {props.children}
        </main>
        <PeekPanel />
        <StaffPhoneBar items={nav} active={active} />
      </div>
    </PeekProvider>
  );
}
