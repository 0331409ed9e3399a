import type { ReactNode } from 'react';
import { house } from '../../bridge';
import { requireMe } from '../../frame/require-caller';
import { StaffFrame } from '../../frame/staff-frame';

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const me = await requireMe('internal');
  return (
    <StaffFrame me={me} nonce={house().current().nonce}>
      {children}
    </StaffFrame>
  );
}
