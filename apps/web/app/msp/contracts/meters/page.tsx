import { MetersPage } from '@kelp/contracts/screens';

export const metadata = { title: 'Meters and usage' };

export default function Page() {
  return <MetersPage />;
}
