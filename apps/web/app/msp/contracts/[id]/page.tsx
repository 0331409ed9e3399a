import { ContractPage } from '@kelp/contracts/screens';

export const metadata = { title: 'Contract' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ContractPage id={(await params).id} />;
}
