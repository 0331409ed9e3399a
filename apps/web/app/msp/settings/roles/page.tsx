import { RolesPage } from '@kelp/identity/screens';

export const metadata = { title: 'Roles' };

export default function Page() {
  return <RolesPage />;
}
