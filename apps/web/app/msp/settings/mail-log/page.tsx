import { MailLogPage } from '@kelp/mailboxes/screens';

export const metadata = { title: 'Mail log' };

export default function Page() {
  return <MailLogPage />;
}
