import { DevelopersPage } from '../../../frame/developers/developers-page';

export const metadata = { title: 'API explorer' };

export default function Page() {
  return <DevelopersPage />;
}
