import { ContractsPage } from '@kelp/contracts/screens';

export const metadata = { title: 'Contracts' };

export default function Page() {
  return <ContractsPage />;
}
