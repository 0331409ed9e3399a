import { TimeApprovalPage } from '@kelp/time/screens';

export const metadata = { title: 'Time approvals' };

export default function Page() {
  return <TimeApprovalPage />;
}
