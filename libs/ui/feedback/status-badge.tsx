'use client';

import type { ReactNode } from 'react';
import type { Tone } from '../theme/tokens';

/** One shape per tone, so that a status can be told apart without seeing its colour. */
const SHAPES: Record<Tone, ReactNode> = {
  neutral: <circle cx="6" cy="6" r="4.2" strokeDasharray="2.2 1.6" />,
  info: <circle cx="6" cy="6" r="4.2" />,
  progress: (
    <>
      <circle cx="6" cy="6" r="4.2" />
      <path d="M6 3.4a2.6 2.6 0 0 1 0 5.2z" fill="currentColor" stroke="none" />
    </>
  ),
  waiting: <path d="M4.2 2.4v7.2M7.8 2.4v7.2" strokeLinecap="round" />,
  success: <path d="m2.2 6.4 2.6 2.6 5-5.8" strokeLinecap="round" strokeLinejoin="round" />,
  warning: <path d="M6 1.8 10.8 10H1.2z" strokeLinejoin="round" />,
  danger: <path d="M4 1.4h4L10.6 4v4L8 10.6H4L1.4 8V4z" fill="currentColor" strokeLinejoin="round" />,
};

/** The shape alone, in the tone's colour; always beside a word. */
export function ToneMark({ tone, size = 12 }: { tone: Tone; size?: number }) {
  return (
    <svg
      className="kelp-tone-mark"
      data-tone={tone}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden="true"
    >
      {SHAPES[tone]}
    </svg>
  );
}

/** How a status is shown. */
export interface StatusBadgeProps {
  tone: Tone;
  label: string;
  /** without the coloured ground, for dense rows */
  plain?: boolean;
}

/** A status: shape, word and colour, in this order of importance. */
export function StatusBadge({ tone, label, plain = false }: StatusBadgeProps) {
  return (
    <span className="kelp-status" data-tone={tone} data-plain={plain || undefined}>
      <ToneMark tone={tone} />
      <span>{label}</span>
    </span>
  );
}
