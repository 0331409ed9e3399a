'use server';

import { redirect } from 'next/navigation';
import { house } from '../bridge';

/**
 * The one Server Action: hands a form of a page that works without JavaScript to the dispatcher, which asks for permission as at every door, and
 * goes on to `next`, a path of this site.
 */
export async function act(name: string, input: unknown, next: string): Promise<void> {
  const { wire, current } = house();
  const { caller } = current();
  if (!caller) redirect('/');
  await wire(name, input, caller);
  // browsers read a backslash as a slash: either would lead to another host
  redirect(/^\/(?![/\\])/.test(next) ? next : '/');
}
