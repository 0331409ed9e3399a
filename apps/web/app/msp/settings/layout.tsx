import type { ReactNode } from 'react';
import { LaterTrace } from '../../../frame/later-trace';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <LaterTrace />
    </>
  );
}
