import type { Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import type { clients, contacts } from './tables';

/** Throws `client.merged` for a client that became a part of another one: what is written there would be found with nobody. */
export function refuseMergedClient({ name, mergedIntoId }: Row<typeof clients>): void {
  if (mergedIntoId === null) return;
  throw refused('client.merged', `${name} was merged into another client. Open that one instead.`, {
    clientId: mergedIntoId,
  });
}

/** Throws `contact.merged` for a contact that became another one. */
export function refuseMergedContact({ fullName, mergedIntoId }: Row<typeof contacts>): void {
  if (mergedIntoId === null) return;
  throw refused('contact.merged', `${fullName} was merged into another contact. Open that one instead.`, {
    contactId: mergedIntoId,
  });
}
