import { PeoplePage } from '@kelp/identity/screens';

export const metadata = { title: 'People' };

export default function Page() {
  return <PeoplePage />;
}
