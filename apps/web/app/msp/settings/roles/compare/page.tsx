import { CompareRolesPage } from '@kelp/identity/screens';

export const metadata = { title: 'Compare roles' };

export default function Page() {
  return <CompareRolesPage />;
}
