import { ProfilePage } from '@kelp/identity/screens';

export const metadata = { title: 'Your profile' };

export default function Page() {
  return <ProfilePage />;
}
