import { NotificationPreferencesPage } from '@kelp/notifications/screens';

export const metadata = { title: 'What I am told' };

export default function Page() {
  return <NotificationPreferencesPage />;
}
