import { WebhooksPage } from '@kelp/webhooks/screens';

export const metadata = { title: 'Webhooks' };

export default function Page() {
  return <WebhooksPage />;
}
