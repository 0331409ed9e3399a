import { BoardSettingsPage } from '@kelp/tickets/screens';

export const metadata = { title: 'Board' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <BoardSettingsPage id={(await params).id} />;
}
