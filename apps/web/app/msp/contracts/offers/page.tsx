import { OffersPage } from '@kelp/contracts/screens';

export const metadata = { title: 'Offers' };

export default function Page() {
  return <OffersPage />;
}
