import { ProfilePage } from '@kelp/identity/screens';
import { OwnHoursSection } from '@kelp/sla/screens';

export const metadata = { title: 'Your profile' };

export default function Page() {
  return (
    <ProfilePage>
      <OwnHoursSection />
    </ProfilePage>
  );
}
