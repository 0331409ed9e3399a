'use client';

import { InteractionsPage } from '@kelp/clients/screens';
import { useMe } from '@kelp/identity/screens';
import { InteractionMakes } from './interaction-makes';

/** The feed of calls and visits, with what can be made of each. */
export function DeskInteractions() {
  const held = useMe().data?.permissions ?? [];
  return (
    <InteractionsPage
      more={({ id, ticket, loggedMinutes }) => (
        <InteractionMakes
          interactionId={id}
          can={(permission) => held.includes(permission)}
          onTicket={ticket !== null}
          isLogged={loggedMinutes !== null}
        />
      )}
    />
  );
}
