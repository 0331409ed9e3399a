import { ProfilePage } from '@kelp/identity/screens';
import { PortalNoticeChoices } from '@kelp/notifications/screens';

export const metadata = { title: 'Your profile' };

export default function Page() {
  return (
    <ProfilePage>
      <PortalNoticeChoices />
    </ProfilePage>
  );
}
