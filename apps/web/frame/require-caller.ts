import { redirect } from 'next/navigation';
import { getMe, type Me } from '@kelp/identity/contract';
import { house } from '../bridge';

/** The signed-in person of this page's side; anybody else is sent to the door. Layouts only greet: every query asks for permission itself. */
export async function requireMe(side: 'internal' | 'client'): Promise<Me> {
  const { caller } = house().current();
  const door = side === 'internal' ? '/auth/msp/signin' : '/auth/client-portal/signin';
  if (!caller || caller.actor.userType !== side) redirect(door);
  if (caller.actor.confinement?.id === 'second_factor_missing') redirect('/auth/second-factor');
  return house().dispatch(getMe, {}, caller);
}
