import { DeskInteractions } from '../../../desk/interactions';

export const metadata = { title: 'Calls and visits' };

export default function Page() {
  return <DeskInteractions />;
}
