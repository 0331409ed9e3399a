import { InboundWebhookPage } from '@kelp/webhooks/screens';

export const metadata = { title: 'Alerts' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <InboundWebhookPage id={(await params).id} />;
}
