import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { contactAddresses, contacts } from './tables';

/** The contacts who have these addresses, main or other, by address in lower case; inactive ones too. */
export async function contactsByAddress(
  ctx: ReadCtx,
  addresses: readonly string[],
): Promise<Map<string, Row<typeof contacts>>> {
  const found = await ctx.db.list(contactAddresses, { email: addresses.map((one) => one.toLowerCase()) });
  if (found.length === 0) return new Map();
  const people = await ctx.db.list(contacts, { id: found.map(({ contactId }) => contactId) });
  const byId = new Map(people.map((person) => [person.id, person]));
  return new Map(
    found.flatMap(({ email, contactId }) => {
      const person = byId.get(contactId);
      return person ? [[email, person] as const] : [];
    }),
  );
}
