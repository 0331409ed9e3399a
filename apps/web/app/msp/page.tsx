import { DeskMyWork } from '../../desk/my-work';

export const metadata = { title: 'My work' };

export default function Page() {
  return <DeskMyWork />;
}
