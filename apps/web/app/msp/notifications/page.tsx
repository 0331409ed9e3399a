import { NotificationsPage } from '@kelp/notifications/screens';

export const metadata = { title: 'Notifications' };

export default function Page() {
  return <NotificationsPage />;
}
