import { FieldsPage } from '@kelp/fields/screens';

export const metadata = { title: 'Custom fields' };

export default function Page() {
  return <FieldsPage />;
}
