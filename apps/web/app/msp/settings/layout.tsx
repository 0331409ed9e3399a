import type { ReactNode } from 'react';
import { PageTrace } from '../../../frame/page-trace';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <PageTrace />
    </>
  );
}
