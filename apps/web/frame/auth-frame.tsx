'use client';

import type { ReactNode } from 'react';
import { KelpProvider, type Portal } from '@kelp/ui';

/** Theme around a page that stands outside both shells. */
export function AuthFrame({ portal, nonce, children }: { portal: Portal; nonce: string; children: ReactNode }) {
  return (
    <KelpProvider portal={portal} nonce={nonce}>
      {children}
    </KelpProvider>
  );
}
