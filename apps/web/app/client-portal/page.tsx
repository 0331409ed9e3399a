import type { Metadata } from 'next';
import { PortalHomePage } from '@kelp/portal/screens';

export const metadata: Metadata = { title: 'Home' };

export default function Page() {
  return <PortalHomePage />;
}
