import { HeldMailPage } from '@kelp/mailboxes/screens';

export const metadata = { title: 'Mail to sort' };

export default function Page() {
  return <HeldMailPage />;
}
