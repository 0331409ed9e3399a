import { redirect } from 'next/navigation';
import { getMe, type Me } from '@kelp/identity/contract';
import { house } from '../bridge';

const homes = { internal: '/msp', client: '/client-portal' } as const;
const doors = { internal: '/auth/msp/signin', client: '/auth/client-portal/signin' } as const;

/** The door with the page that was wanted, to which it leads back; the door itself refuses pages of elsewhere. */
function doorTo(side: 'internal' | 'client', path: string): string {
  const wanted = new URL(path, 'https://here.invalid');
  // Next's own mark of a page that is fetched while another is shown
  wanted.searchParams.delete('_rsc');
  const next = wanted.pathname + wanted.search;
  return next === homes[side] ? doors[side] : `${doors[side]}?next=${encodeURIComponent(next)}`;
}

/** The signed-in person of this page's side; anybody else is sent to the door. Layouts only greet: every query asks for permission itself. */
export async function requireMe(side: 'internal' | 'client'): Promise<Me> {
  const { caller, path } = house().current();
  if (!caller || caller.actor.userType !== side) redirect(doorTo(side, path));
  if (caller.actor.confinement?.id === 'second_factor_missing') redirect('/auth/second-factor');
  return house().dispatch(getMe, {}, caller);
}
