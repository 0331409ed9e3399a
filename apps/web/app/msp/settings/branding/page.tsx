import { BrandingPage } from '@kelp/tenants/screens';
import { house } from '../../../../bridge';
import { requireMe } from '../../../../frame/require-caller';

export const metadata = { title: 'Branding' };

export default async function Page() {
  const { permissions, tenant } = await requireMe('internal');
  return (
    <BrandingPage
      mayChange={permissions.includes('branding.update')}
      signInAddress={`${house().publicUrl}/auth/client-portal/signin?workspace=${tenant.id}`}
    />
  );
}
