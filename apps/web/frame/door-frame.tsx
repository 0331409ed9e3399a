import type { ReactNode } from 'react';
import type { Portal } from '@kelp/ui';
import { house } from '../bridge';
import { AuthFrame } from './auth-frame';
import { brandHere } from './brand-here';

/** Theme around a page before signing in; pages of clients wear the brand of their MSP. `workspace` is what the address names, if it does. */
export async function DoorFrame({
  portal,
  workspace = '',
  children,
}: {
  portal: Portal;
  workspace?: string;
  children: ReactNode;
}) {
  const brand = portal === 'portal' ? await brandHere(workspace) : null;
  return (
    <AuthFrame portal={portal} nonce={house().current().nonce} brand={brand}>
      {children}
    </AuthFrame>
  );
}
