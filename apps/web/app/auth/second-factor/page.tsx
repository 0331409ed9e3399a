import { redirect } from 'next/navigation';
import { SetUpFactorPage } from '@kelp/identity/screens';
import { house } from '../../../bridge';
import { AuthFrame } from '../../../frame/auth-frame';

export const metadata = { title: 'Set up a second factor' };

export default function Page() {
  const { caller, nonce } = house().current();
  if (!caller) redirect('/');
  const isStaff = caller.actor.userType === 'internal';
  return (
    <AuthFrame portal={isStaff ? 'staff' : 'portal'} nonce={nonce}>
      <SetUpFactorPage portal={isStaff ? 'msp' : 'client'} />
    </AuthFrame>
  );
}
