import { PortalDomainPage } from '@kelp/tenants/screens';
import { requireMe } from '../../../../frame/require-caller';

export const metadata = { title: 'Portal domain' };

export default async function Page() {
  const { permissions } = await requireMe('internal');
  return <PortalDomainPage mayChange={permissions.includes('portal_domain.update')} />;
}
