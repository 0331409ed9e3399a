import { ContactsPage } from '@kelp/clients/screens';

export const metadata = { title: 'Contacts' };

export default function Page() {
  return <ContactsPage />;
}
