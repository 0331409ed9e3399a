import type { Metadata } from 'next';
import { PortalTicketsPage } from '@kelp/portal/screens';

export const metadata: Metadata = { title: 'Requests' };

export default function Page() {
  return <PortalTicketsPage />;
}
