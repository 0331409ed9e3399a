import { AuditPage } from '@kelp/identity/screens';

export const metadata = { title: 'Audit trail' };

export default function Page() {
  return <AuditPage />;
}
