import { PoliciesPage } from '@kelp/identity/screens';

export const metadata = { title: 'Policy packs' };

export default function Page() {
  return <PoliciesPage />;
}
