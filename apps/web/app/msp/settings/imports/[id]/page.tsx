import { ImportPage } from '@kelp/imports/screens';

export const metadata = { title: 'Import' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ImportPage id={(await params).id} />;
}
