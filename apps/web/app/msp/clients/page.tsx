import { ClientsPage } from '@kelp/clients/screens';

export const metadata = { title: 'Clients' };

export default function Page() {
  return <ClientsPage />;
}
