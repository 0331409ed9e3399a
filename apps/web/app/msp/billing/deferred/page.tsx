import { DeferredRevenuePage } from '@kelp/billing/screens';

export const metadata = { title: 'Deferred revenue' };

export default function Page() {
  return <DeferredRevenuePage />;
}
