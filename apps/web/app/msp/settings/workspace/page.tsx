import { WorkspacePage } from '@kelp/tenants/screens';
import { requireMe } from '../../../../frame/require-caller';

export const metadata = { title: 'Workspace' };

export default async function Page() {
  const { permissions } = await requireMe('internal');
  return <WorkspacePage mayChange={permissions.includes('system_settings.update')} />;
}
