import type { Metadata } from 'next';
import { PortalGroupsPage } from '@kelp/portal/screens';

export const metadata: Metadata = { title: 'Who sees which requests' };

export default function Page() {
  return <PortalGroupsPage />;
}
