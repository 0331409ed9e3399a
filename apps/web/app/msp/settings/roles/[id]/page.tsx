import { RolePage } from '@kelp/identity/screens';

export const metadata = { title: 'Role' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <RolePage id={(await params).id} />;
}
