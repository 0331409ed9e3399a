import { DeskContact } from '../../../../desk/contact';

export const metadata = { title: 'Contact' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <DeskContact id={(await params).id} />;
}
