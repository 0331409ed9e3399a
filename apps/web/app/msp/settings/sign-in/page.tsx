import { SignInSettingsPage } from '@kelp/identity/screens';

export const metadata = { title: 'Signing in' };

export default function Page() {
  return <SignInSettingsPage />;
}
