import { SlaBoardPage } from '@kelp/sla/screens';

export const metadata = { title: 'SLA board' };

export default function Page() {
  return <SlaBoardPage />;
}
