'use client';

import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { isAppError } from '@kelp/std';
import { addressOf } from './client-queries';
import { t } from './strings';

interface Holder {
  id: string;
  name: string;
}

function holderOf(error: unknown): Holder | null {
  const { clientId, clientName } = (isAppError(error) && error.data) || {};
  return typeof clientId === 'string' && typeof clientName === 'string' ? { id: clientId, name: clientName } : null;
}

/**
 * A name, domain or address that is taken leads to whom it belongs: `watch` runs the saving and remembers the holder, `link` is
 * the way there. There is no link when nothing was refused for that reason, or when the holder is the client `own` on whose page
 * the person is already.
 */
export function useHolder(own?: string | null): {
  watch: (saving: () => Promise<void>) => Promise<void>;
  link: ReactNode;
} {
  const [holder, setHolder] = useState<Holder | null>(null);
  async function watch(saving: () => Promise<void>) {
    setHolder(null);
    try {
      await saving();
    } catch (error) {
      setHolder(holderOf(error));
      throw error;
    }
  }
  const isElsewhere = holder && holder.id !== own;
  return {
    watch,
    link: isElsewhere && <Link href={addressOf(holder.id)}>{t('taken.open', { name: holder.name })}</Link>,
  };
}
