import { TimeSettingsPage } from '@kelp/time/screens';

export const metadata = { title: 'Time settings' };

export default function Page() {
  return <TimeSettingsPage />;
}
