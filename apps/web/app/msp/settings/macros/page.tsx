import { MacrosPage } from '@kelp/tickets/screens';

export const metadata = { title: 'Macros' };

export default function Page() {
  return <MacrosPage />;
}
