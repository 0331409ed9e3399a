import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { house } from '../../bridge';
import { brandHere } from '../../frame/brand-here';
import { PortalFrame } from '../../frame/portal-frame';
import { requireMe } from '../../frame/require-caller';

/** A client's tabs carry the name of their MSP. */
export async function generateMetadata(): Promise<Metadata> {
  const name = (await brandHere())?.name ?? 'Kelp';
  return { title: { default: name, template: `%s · ${name.replaceAll('%s', '')}` } };
}

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const me = await requireMe('client');
  return (
    <PortalFrame me={me} brand={await brandHere()} nonce={house().current().nonce}>
      {children}
    </PortalFrame>
  );
}
