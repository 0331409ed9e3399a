import { NewServiceRequestPage } from '@kelp/portal/screens';

export const metadata = { title: 'New service request' };

export default function Page() {
  return <NewServiceRequestPage />;
}
