import type { ReactNode } from 'react';
import { house } from '../../bridge';
import { PortalFrame } from '../../frame/portal-frame';
import { requireMe } from '../../frame/require-caller';

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const me = await requireMe('client');
  return (
    <PortalFrame me={me} nonce={house().current().nonce}>
      {children}
    </PortalFrame>
  );
}
