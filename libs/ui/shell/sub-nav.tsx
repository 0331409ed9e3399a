'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

export interface SubNavProps {
  /** what the lists have in common, for people who cannot see them */
  label: string;
  places: readonly { href: string; label: string }[];
}

/** Lists that belong together, beside each other below the title of the page. */
export function SubNav({ label, places }: SubNavProps) {
  const path = usePathname();
  const current = useRef<HTMLAnchorElement>(null);
  // on a phone they stand in a line that is wider than the screen
  useEffect(() => {
    const [link, nav] = [current.current, current.current?.parentElement];
    if (link && nav) nav.scrollLeft = link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
  }, [path]);
  return (
    <nav className="kelp-subnav" aria-label={label}>
      {places.map((place) => (
        <Link
          key={place.href}
          href={place.href}
          {...(path === place.href ? { 'aria-current': 'page' as const, ref: current } : {})}
        >
          {place.label}
        </Link>
      ))}
    </nav>
  );
}
