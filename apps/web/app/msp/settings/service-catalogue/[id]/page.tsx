import { ServiceFormPage } from '@kelp/portal/screens';

export const metadata = { title: 'Form of the service catalogue' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ServiceFormPage id={(await params).id} />;
}
