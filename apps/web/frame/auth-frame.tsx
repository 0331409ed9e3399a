'use client';

import type { ReactNode } from 'react';
import { KelpProvider, type Brand, type Portal } from '@kelp/ui';

/** Theme around a page that stands outside both shells. */
export function AuthFrame({
  portal,
  nonce,
  brand = null,
  children,
}: {
  portal: Portal;
  nonce: string;
  brand?: Brand | null;
  children: ReactNode;
}) {
  return (
    <KelpProvider portal={portal} nonce={nonce} brand={brand}>
      {children}
    </KelpProvider>
  );
}
