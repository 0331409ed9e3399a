import { ClientPage } from '@kelp/clients/screens';

export const metadata = { title: 'Client' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ClientPage id={(await params).id} />;
}
