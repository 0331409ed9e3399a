import { NumberingPage } from '@kelp/tenants/screens';
import { requireMe } from '../../../../frame/require-caller';

export const metadata = { title: 'Numbering' };

export default async function Page() {
  const { permissions } = await requireMe('internal');
  return <NumberingPage mayChange={permissions.includes('numbering.update')} />;
}
