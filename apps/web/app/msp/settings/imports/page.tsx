import { ImportsPage } from '@kelp/imports/screens';

export const metadata = { title: 'Imports' };

export default function Page() {
  return <ImportsPage />;
}
