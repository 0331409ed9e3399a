import { ServicesPage } from '@kelp/catalog/screens';

export const metadata = { title: 'Services' };

export default function Page() {
  return <ServicesPage />;
}
