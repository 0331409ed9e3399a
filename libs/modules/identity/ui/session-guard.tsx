'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isAppError } from '@kelp/std';
import type { Portal } from '../tables';
import { signInPath } from './door-paths';
import { useMe } from './use-me';

const hasEnded = (error: unknown): boolean => isAppError(error) && error.id === 'unauthenticated';

function showDoor(portal: Portal): void {
  const { pathname, search } = window.location;
  window.location.assign(`${signInPath(portal)}?next=${encodeURIComponent(pathname + search)}`);
}

/**
 * Stands once around all pages of a front end and draws nothing. As soon as the server says that the session has ended (it was revoked,
 * the person deactivated, the time is over), in answer to whatever was asked, the browser goes to the door.
 */
export function SessionGuard({ portal }: { portal: Portal }) {
  const client = useQueryClient();
  useMe();
  useEffect(() => {
    const stops = [
      client.getQueryCache().subscribe(({ query }) => {
        if (hasEnded(query.state.error)) showDoor(portal);
      }),
      client.getMutationCache().subscribe(({ mutation }) => {
        if (hasEnded(mutation?.state.error)) showDoor(portal);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [client, portal]);
  return null;
}
