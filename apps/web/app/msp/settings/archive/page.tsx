import { ArchivesPage } from '@kelp/archives/screens';

export const metadata = { title: 'Archive' };

export default function Page() {
  return <ArchivesPage />;
}
