import { CannedTextsPage } from '@kelp/tickets/screens';

export const metadata = { title: 'Canned texts' };

export default function Page() {
  return <CannedTextsPage />;
}
