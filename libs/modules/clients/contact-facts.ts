import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { normalizeEmail } from './domain/normalize-email';
import { arrangePhones } from './domain/arrange-phones';
import { refuseTakenAddress } from './refuse-taken';
import type { ContactEmail, ContactPhone, contacts } from './tables';

interface Given {
  email?: string | null | undefined;
  otherEmails?: ContactEmail[] | undefined;
  phone?: string | undefined;
  phones?: ContactPhone[] | undefined;
}

type Before = Pick<Row<typeof contacts>, 'id' | 'email' | 'otherEmails' | 'phones'>;

/**
 * Numbers and addresses as they are stored. An address stands once, the main one first; one of another contact is refused by its name.
 * Only what is given is answered.
 */
export async function contactFacts(ctx: ReadCtx, given: Given, before?: Before) {
  return { ...arrangePhones(given, before?.phones ?? []), ...(await arrangeAddresses(ctx, given, before)) };
}

async function arrangeAddresses(ctx: ReadCtx, given: Given, before: Before | undefined) {
  if (given.email === undefined && given.otherEmails === undefined) return {};
  const email = given.email === undefined ? (before?.email ?? null) : normalizeEmail(given.email);
  const others = new Map<string, ContactEmail>();
  for (const one of given.otherEmails ?? before?.otherEmails ?? []) {
    const address = normalizeEmail(one.email);
    if (address && address !== email) others.set(address, { kind: one.kind, email: address });
  }
  for (const address of [email, ...others.keys()]) await refuseTakenAddress(ctx, address, before?.id ?? null);
  return { email, otherEmails: [...others.values()] };
}
