import { MentionsPage } from '@kelp/tickets/screens';

export const metadata = { title: 'Mentions' };

export default function Page() {
  return <MentionsPage />;
}
