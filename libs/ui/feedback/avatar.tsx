'use client';

import type { CSSProperties } from 'react';
import { initials, stableIndex } from './initials';
import { TONES } from '../theme/tokens';

/** Initials in a circle. Decoration beside a written name; with `alone` it carries the name for screen readers. */
export function Avatar({ name, size = 24, alone = false }: { name: string; size?: number; alone?: boolean }) {
  const tone = TONES[stableIndex(name, TONES.length)] ?? 'neutral';
  return (
    <span
      className="kelp-avatar"
      data-tone={tone}
      style={{ '--kelp-avatar-size': `${size}px` } as CSSProperties}
      {...(alone ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': true })}
    >
      {initials(name)}
    </span>
  );
}
