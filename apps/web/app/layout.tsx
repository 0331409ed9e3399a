import '@kelp/ui/styles.css';
import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { ColorSchemeHead, htmlProps } from '@kelp/ui/server';
import { house } from '../bridge';

export const metadata: Metadata = {
  title: { default: 'Kelp', template: '%s · Kelp' },
  robots: { index: false, follow: false },
};
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** The document around every page. Every response has a nonce of its own, so no page is made ahead of its request. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const { nonce } = house().current();
  return (
    <html lang="en" {...htmlProps}>
      <head>
        <ColorSchemeHead nonce={nonce} />
      </head>
      <body>{children}</body>
    </html>
  );
}
