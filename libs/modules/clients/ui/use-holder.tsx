'use client';

import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { isAppError } from '@kelp/std';
import { addressOf } from './client-queries';
import { t } from './strings';

/**
 * A name, domain or address that is taken leads to whom it belongs: `watch` runs the saving and remembers the holder,
 * `link` is the way there, null when nothing was refused for that reason.
 */
export function useHolder(): { watch: (saving: () => Promise<void>) => Promise<void>; link: ReactNode } {
  const [holder, setHolder] = useState<string | null>(null);
  async function watch(saving: () => Promise<void>) {
    setHolder(null);
    try {
      await saving();
    } catch (error) {
      const id = isAppError(error) ? error.data?.['clientId'] : undefined;
      if (typeof id === 'string') setHolder(id);
      throw error;
    }
  }
  return { watch, link: holder && <Link href={addressOf(holder)}>{t('taken.open')}</Link> };
}
