import type { ReactNode } from 'react';

/** One destination of the navigation. */
export interface NavItem {
  key: string;
  label: string;
  href: string;
  icon: ReactNode;
  /** keys that go there, for instance `g t` */
  hotkey?: string;
  /** a small count, for instance of waiting approvals */
  badge?: number;
}

/** One thing that can be made from anywhere. */
export interface CreateItem {
  key: string;
  label: string;
  icon?: ReactNode;
  href?: string;
  onSelect?: () => void;
}

/** Who is signed in. */
export interface ShellUser {
  name: string;
  email: string;
}

/** A further entry of the menu behind the avatar. */
export interface UserMenuItem {
  key: string;
  label: string;
  href: string;
  icon?: ReactNode;
}

/**
 * The item whose address is the longest beginning of `path`, so that `/msp/tickets/7` lights up Tickets. The home of a door lights up
 * on its own address alone: what no item leads to belongs to none.
 */
export function activeItem(items: readonly NavItem[], path: string): NavItem | undefined {
  const isHome = ({ href }: NavItem) => items.some((other) => other.href.startsWith(`${href}/`));
  return items
    .filter((item) => path === item.href || (!isHome(item) && path.startsWith(`${item.href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}

/** How many items the rail shows before the rest goes under "More". */
export const RAIL_ITEMS = 7;

/** How many tabs the bar at the foot of a phone has room for, besides "More". */
export const PHONE_TABS = 4;
