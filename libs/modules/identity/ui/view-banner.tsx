'use client';

import { useEffect } from 'react';
import { call } from '@kelp/kernel/client';
import { later } from '@kelp/ui';
import { startView, type Me } from '../contract';
import { useMe } from './use-me';

type Viewing = Me['viewing'];

// few ever see it, and the words of this room come with it
const Line = later(() => import('./view-line').then((file) => file.ViewLine));

const nameOf = (viewing: Viewing | undefined) => (viewing ? `${viewing.kind}:${viewing.name}` : '');

/** Looks as this person or role from now on. The whole page is made anew: nothing that was fetched before stays. */
export async function lookAs(whom: { userId: string } | { roleId: string }): Promise<void> {
  await call(startView, whom);
  window.location.assign('/msp');
}

/**
 * Says above everything that one looks as somebody else, with the way back. `viewing` is what the page was made for; when another window of
 * the same browser begins or ends a look, this one is made anew.
 */
export function ViewBanner({ viewing }: { viewing: Viewing }) {
  const now = useMe().data;
  const isOld = now !== undefined && nameOf(now.viewing) !== nameOf(viewing);
  useEffect(() => {
    if (isOld) window.location.reload();
  }, [isOld]);
  return viewing ? <Line viewing={viewing} /> : null;
}
