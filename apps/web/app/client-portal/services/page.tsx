import type { Metadata } from 'next';
import { PortalServicesPage } from '@kelp/portal/screens';

export const metadata: Metadata = { title: 'Request a service' };

export default function Page() {
  return <PortalServicesPage />;
}
