import { SlaCompliancePage } from '@kelp/sla/screens';

export const metadata = { title: 'SLA compliance' };

export default function Page() {
  return <SlaCompliancePage />;
}
