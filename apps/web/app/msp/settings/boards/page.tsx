import { BoardsPage } from '@kelp/tickets/screens';

export const metadata = { title: 'Boards' };

export default function Page() {
  return <BoardsPage />;
}
