import { signOut } from 'next-auth/react';

/** Ends the session on the server and goes to the door. */
export async function leave(door: string): Promise<void> {
  await signOut({ redirect: false });
  window.location.assign(door);
}
