import { SlaSettingsPage } from '@kelp/sla/screens';

export const metadata = { title: 'SLA settings' };

export default function Page() {
  return <SlaSettingsPage />;
}
