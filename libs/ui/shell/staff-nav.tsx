'use client';

import { Drawer, Menu, UnstyledButton } from '@mantine/core';
import { IconDots, IconMenu2 } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { t } from '../i18n';
import { CountBadge } from './count-badge';
import { PHONE_TABS, RAIL_ITEMS, type NavItem } from './nav';

interface NavProps {
  items: readonly NavItem[];
  active: NavItem | undefined;
}

function NavLink({ item, active, onClick }: { item: NavItem; active: boolean; onClick?: () => void }) {
  return (
    <Link
      href={item.href}
      className="kelp-nav-item"
      aria-current={active ? 'page' : undefined}
      title={item.label}
      onClick={onClick}
    >
      {item.icon}
      <span className="kelp-nav-label">{item.label}</span>
      <CountBadge count={item.badge} />
    </Link>
  );
}

/** The left rail: at most seven destinations, the rest under "More". */
export function StaffRail({ items, active }: NavProps) {
  const shown = items.slice(0, RAIL_ITEMS);
  const rest = items.slice(RAIL_ITEMS);
  return (
    <div className="kelp-rail-nav">
      {shown.map((item) => (
        <NavLink key={item.key} item={item} active={item === active} />
      ))}
      {rest.length > 0 && (
        <Menu position="right-start" width={220}>
          <Menu.Target>
            <UnstyledButton
              className="kelp-nav-item"
              title={t('shell.more')}
              data-active={active && rest.includes(active) ? true : undefined}
            >
              <IconDots size={18} />
              <span className="kelp-nav-label">{t('shell.more')}</span>
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map(({ key, label, href, icon }) => (
              <Menu.Item key={key} component={Link} href={href} leftSection={icon}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** The bar at the foot of a phone: the first four destinations, and a drawer with all of them. */
export function StaffPhoneBar({ items, active }: NavProps) {
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <nav className="kelp-phone-bar" aria-label={t('shell.phoneNav')}>
      {items.slice(0, PHONE_TABS).map((item) => (
        <NavLink key={item.key} item={item} active={item === active} />
      ))}
      <UnstyledButton className="kelp-nav-item" onClick={() => setOpened(true)} aria-haspopup="dialog">
        <IconMenu2 size={18} />
        <span className="kelp-nav-label">{t('shell.more')}</span>
      </UnstyledButton>
      <Drawer
        opened={opened}
        onClose={close}
        position="bottom"
        size="auto"
        title={t('shell.everything')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <div className="kelp-drawer-nav">
          {items.map((item) => (
            <NavLink key={item.key} item={item} active={item === active} onClick={close} />
          ))}
        </div>
      </Drawer>
    </nav>
  );
}
