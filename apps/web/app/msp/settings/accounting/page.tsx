import { MappingPage } from '@kelp/billing/screens';

export const metadata = { title: 'Accounts and names' };

export default function Page() {
  return <MappingPage />;
}
