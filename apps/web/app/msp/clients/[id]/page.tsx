import { DeskClient } from '../../../../desk/client';

export const metadata = { title: 'Client' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <DeskClient id={(await params).id} />;
}
