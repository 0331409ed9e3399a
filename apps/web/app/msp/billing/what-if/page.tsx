import { WhatIfPage } from '@kelp/billing/screens';

export const metadata = { title: 'What if' };

export default function Page() {
  return <WhatIfPage />;
}
