import { ServiceCataloguePage } from '@kelp/portal/screens';

export const metadata = { title: 'Service catalogue' };

export default function Page() {
  return <ServiceCataloguePage />;
}
