import { NotificationRulesPage } from '@kelp/notifications/screens';

export const metadata = { title: 'Notices' };

export default function Page() {
  return <NotificationRulesPage />;
}
