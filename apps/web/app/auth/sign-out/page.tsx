import { listSessions } from '@kelp/identity/contract';
import { redirect } from 'next/navigation';
import { house } from '../../../bridge';
import { act } from '../../act';

export const metadata = { title: 'Sign out' };

/** Signing out without JavaScript, for when a page does not work. */
export default async function Page() {
  const { caller } = house().current();
  if (!caller) redirect('/');
  const { sessions } = await house().dispatch(listSessions, {}, caller);
  const mine = sessions.find((session) => session.isCurrent);
  const door = caller.actor.userType === 'client' ? '/auth/client-portal/signin' : '/auth/msp/signin';
  return (
    <main className="kelp-plain-page">
      <h1>Sign out</h1>
      <p>You are signed in as {caller.actor.name}.</p>
      <form action={act.bind(null, 'session.revoke', { id: mine?.id }, door)}>
        <button type="submit">Sign out on this device</button>
      </form>
    </main>
  );
}
