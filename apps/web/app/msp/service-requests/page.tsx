import { ServiceRequestsPage } from '@kelp/portal/screens';

export const metadata = { title: 'Service requests' };

export default function Page() {
  return <ServiceRequestsPage />;
}
