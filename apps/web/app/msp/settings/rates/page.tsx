import { RatesPage } from '@kelp/billing/screens';

export const metadata = { title: 'Special rates' };

export default function Page() {
  return <RatesPage />;
}
