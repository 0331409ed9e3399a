import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { clients, type contacts } from './tables';

/** Throws `client.merged` for a client that became a part of another one: what is written there would be found with nobody. */
export function refuseMergedClient({ name, mergedIntoId }: Row<typeof clients>): void {
  if (mergedIntoId === null) return;
  throw refused('client.merged', `${name} was merged into another client. Open that one instead.`, {
    clientId: mergedIntoId,
  });
}

/** The same for a client of which only the id is known; nothing for none. */
export async function refuseMergedClientId(ctx: ReadCtx, id: string | null | undefined): Promise<void> {
  if (id) refuseMergedClient(await ctx.db.get(clients, id));
}

/** Throws `contact.merged` for a contact that became another one. */
export function refuseMergedContact({ fullName, mergedIntoId }: Row<typeof contacts>): void {
  if (mergedIntoId === null) return;
  throw refused('contact.merged', `${fullName} was merged into another contact. Open that one instead.`, {
    contactId: mergedIntoId,
  });
}
