'use client';

import type { ReactNode } from 'react';
import './billing-pages.css';

interface Props {
  name: string;
  amount: ReactNode;
  about: string;
  mark?: ReactNode;
}

/** A row of a list on a phone: who and how much, and below it what this is. */
export function CompactRow({ name, amount, about, mark }: Props) {
  return (
    <>
      <span className="kelp-b-compact">
        <strong>{name}</strong>
        {amount}
      </span>
      <span className="kelp-b-compact">
        <span className="kelp-muted kelp-num">{about}</span>
        {mark}
      </span>
    </>
  );
}
