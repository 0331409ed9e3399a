import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { checkEach } from '@kelp/std';
import { normalizeEmail } from './domain/normalize-email';
import { arrangePhones } from './domain/arrange-phones';
import { holdersOfAddresses, refuseTakenAddress } from './refuse-taken';
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
export async function contactFacts(ctx: ReadCtx, given: Given, before?: Before): Promise<ContactFacts> {
  const [facts] = await allContactFacts(ctx, [{ given, before }]);
  return facts ?? {};
}

interface ContactFacts {
  phone?: string;
  phones?: ContactPhone[];
  email?: string | null;
  otherEmails?: ContactEmail[];
}

/** The same for many contacts at once, refused together. */
export async function allContactFacts(
  ctx: ReadCtx,
  all: readonly { given: Given; before?: Before | undefined }[],
): Promise<ContactFacts[]> {
  const arranged = all.map(({ given, before }) => arrangeAddresses(given, before));
  const holders = await holdersOfAddresses(ctx, [...new Set(arranged.flatMap(addressesOf))]);
  return checkEach(all, ({ given, before }, place) => {
    const addresses = arranged[place] ?? {};
    for (const address of addressesOf(addresses)) refuseTakenAddress(holders, address, before?.id ?? null);
    return { ...arrangePhones(given, before?.phones ?? []), ...addresses };
  });
}

type Addresses = Pick<ContactFacts, 'email' | 'otherEmails'>;

const addressesOf = ({ email, otherEmails = [] }: Addresses): string[] => [
  ...(email ? [email] : []),
  ...otherEmails.map((one) => one.email),
];

function arrangeAddresses(given: Given, before: Before | undefined): Addresses {
  if (given.email === undefined && given.otherEmails === undefined) return {};
  const email = given.email === undefined ? (before?.email ?? null) : normalizeEmail(given.email);
  const others = new Map<string, ContactEmail>();
  for (const one of given.otherEmails ?? before?.otherEmails ?? []) {
    const address = normalizeEmail(one.email);
    if (address && address !== email) others.set(address, { kind: one.kind, email: address });
  }
  return { email, otherEmails: [...others.values()] };
}
