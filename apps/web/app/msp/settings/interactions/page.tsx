import { InteractionTypesPage } from '@kelp/clients/screens';

export const metadata = { title: 'Interactions' };

export default function Page() {
  return <InteractionTypesPage />;
}
