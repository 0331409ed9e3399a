import { redirect } from 'next/navigation';
import { SetUpFactorPage } from '@kelp/identity/screens';
import { house } from '../../../bridge';
import { DoorFrame } from '../../../frame/door-frame';

export const metadata = { title: 'Set up a second factor' };

export default function Page() {
  const { caller } = house().current();
  if (!caller) redirect('/');
  const isStaff = caller.actor.userType === 'internal';
  return (
    <DoorFrame portal={isStaff ? 'staff' : 'portal'}>
      <SetUpFactorPage portal={isStaff ? 'msp' : 'client'} />
    </DoorFrame>
  );
}
