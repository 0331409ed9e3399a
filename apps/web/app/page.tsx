import { redirect } from 'next/navigation';
import { house } from '../bridge';

/** `/` leads to the right door. */
export default async function Home() {
  const { caller, workspace } = house().current();
  if (!caller) redirect(workspace ? '/auth/client-portal/signin' : '/auth/msp/signin');
  redirect(caller.actor.userType === 'client' ? '/client-portal' : '/msp');
}
