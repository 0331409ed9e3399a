import { redirect } from 'next/navigation';
import { house } from '../bridge';

/** `/` leads to the right door. */
export default async function Home() {
  const { caller } = house().current();
  if (!caller) redirect('/auth/msp/signin');
  redirect(caller.actor.userType === 'client' ? '/client-portal' : '/msp');
}
