import { EmailTemplatesPage } from '@kelp/notifications/screens';

export const metadata = { title: 'E-mail texts' };

export default function Page() {
  return <EmailTemplatesPage />;
}
