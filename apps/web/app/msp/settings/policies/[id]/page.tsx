import { PolicyPage } from '@kelp/identity/screens';

export const metadata = { title: 'Policy pack' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <PolicyPage id={(await params).id} />;
}
