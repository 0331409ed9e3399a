import { InboundWebhooksPage } from '@kelp/webhooks/screens';

export const metadata = { title: 'Alerts' };

export default function Page() {
  return <InboundWebhooksPage />;
}
