import { MailboxesPage } from '@kelp/mailboxes/screens';

export const metadata = { title: 'Mailboxes' };

export default function Page() {
  return <MailboxesPage />;
}
