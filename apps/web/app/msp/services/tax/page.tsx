import { TaxPage } from '@kelp/catalog/screens';

export const metadata = { title: 'Tax' };

export default function Page() {
  return <TaxPage />;
}
