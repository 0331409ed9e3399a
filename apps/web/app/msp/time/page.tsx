import { ApprovalsPage } from '@kelp/time/screens';

export const metadata = { title: 'Time approvals' };

export default function Page() {
  return <ApprovalsPage />;
}
